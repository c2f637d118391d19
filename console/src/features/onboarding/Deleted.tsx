import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";

const deletedQuery = {
  queryKey: ["stores", "deleted"],
  queryFn: async () => {
    const found = await answer(api.GET("/api/v1/stores"));
    return found.items.filter((one) => one.deleted_at);
  },
};

/** Stores that were deleted within a week: the way back, for who has no other store left to go by. */
export function Deleted() {
  const { t } = useTranslation("onboarding");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const found = useQuery(deletedQuery).data ?? [];
  const restore = useMutation({
    mutationFn: async (store: string) => {
      await answer(api.POST("/api/v1/stores/{store}/restore", { params: { path: { store } } }));
      await queries.invalidateQueries({ queryKey: ["stores"] });
      await navigate({ to: `/s/${store}/settings/organization` });
    },
  });
  if (!found.length) return null;
  return (
    <section aria-label={t("deleted")}>
      <p className="muted">{t("deleted")}</p>
      {restore.error && <Refusal problem={asProblem(restore.error)} />}
      {found.map((one) => (
        <Button key={one.id} busy={restore.isPending} onClick={() => restore.mutate(one.slug)}>
          {t("deleted.restore", { name: one.name })}
        </Button>
      ))}
    </section>
  );
}
