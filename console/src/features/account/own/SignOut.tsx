import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../../api/client";
import { Button } from "../../../ui/Button";
import { useDone } from "../api";

/** Ends this sign-in and leaves nothing of it in the page. */
export function SignOut() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = useDone(async () => {
    await answer(api.POST("/api/v1/auth/sign-out"));
    queries.clear();
    location.assign("/sign-in");
  });
  return (
    <Button busy={leave.isPending} onClick={() => leave.mutate()}>
      {t("sign-out")}
    </Button>
  );
}
