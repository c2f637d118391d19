import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { originsQuery } from "./api";
import type { Origins as Found, Said } from "./types";

/** Field by field whose word is shown, as of when, and what other sources say. */
export function Origins({ store, product }: { store: string; product: string }) {
  const { t } = useTranslation("catalogue");
  return (
    <section>
      <h3 className="h2">{t("origins")}</h3>
      <Answered query={useQuery(originsQuery(store, product))} about={t("origins")}>
        {({ fields }) =>
          fields.length ? <Fields fields={fields} /> : <p className="muted">{t("origins.none")}</p>
        }
      </Answered>
    </section>
  );
}

function Fields({ fields }: { fields: Found["fields"] }) {
  const { t } = useTranslation("catalogue");
  return (
    <dl className="cat-facts">
      {fields.map((one) => (
        <div key={one.field}>
          <dt>
            <bdi>{one.field}</bdi>
          </dt>
          <dd>
            <Word said={one} />
            {one.others.map((other) => (
              <p key={`${other.source} ${other.as_of}`} className="muted">
                {t("origins.other")} <Word said={other} />
              </p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Word({ said }: { said: Said }) {
  const value = typeof said.value === "string" ? said.value : JSON.stringify(said.value);
  return (
    <>
      <bdi className="cat-said">{value}</bdi>{" "}
      <small>
        {said.source} <Time when={said.as_of} />
      </small>
    </>
  );
}
