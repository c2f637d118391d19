import { useSearch } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";
import { Mark } from "../../shell/Mark";
import { Proof } from "../../shell/Proof";
import { Banner, Isolated } from "../../ui/pieces";
import { Toasts } from "../../ui/Toasts";
import "./account.css";
import { Devices } from "./own/Devices";
import { Linked } from "./own/Linked";
import { Looks } from "./own/Looks";
import { Organizations } from "./own/Organizations";
import { Password } from "./own/Password";
import { Profile } from "./own/Profile";
import { SecondFactors } from "./own/SecondFactors";
import { SignOut } from "./own/SignOut";
import { whyNot } from "./whyNot";

/** A person's own account, whatever organizations they belong to. */
export default function Account() {
  const { t } = useTranslation("account");
  const { person } = useSession();
  const { error } = useSearch({ strict: false }) as { error?: string };
  useEffect(() => {
    document.title = `${t("own")} · Aisle`;
  }, [t]);
  return (
    <div className="own">
      <header>
        <a className="brand hit" href="/s">
          <Mark />
          <span>{t("to-store")}</span>
        </a>
        <SignOut />
      </header>
      <main>
        <h1>{person.name}</h1>
        <p className="muted">
          <Isolated>{person.email}</Isolated>
        </p>
        {error && <Banner mood="bad">{t(...whyNot(error))}</Banner>}
        <Profile />
        <Password />
        <SecondFactors />
        <Devices />
        <Linked />
        <Organizations />
        <Looks />
      </main>
      <Suspense fallback={null}>
        <Proof />
      </Suspense>
      <Toasts />
    </div>
  );
}
