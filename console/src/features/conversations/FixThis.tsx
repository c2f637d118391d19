import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Icon, type IconName } from "../../ui/Icon";
import { basisQuery, type Given } from "./api";
import { sectionOf } from "./feedbackFilters";

interface Props {
  store: string;
  one: Given;
  onClose: () => void;
}

/** What the answer rested on, each with the place where it is mended; and a new article with the question. */
export function FixThis({ store, one, onClose }: Props) {
  const { t } = useTranslation("conversations");
  const may = useRights(store);
  const section = sectionOf(one.reasons);
  const to = (path: string) => `/s/${store}${path}`;
  return (
    <Dialog
      shape="wide"
      title={t("fix")}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t("cancel")}</Button>}
    >
      <p dir="auto">
        <b>{one.question}</b>
      </p>
      <Answered query={useQuery(basisQuery(store, one.message_id))} about={t("fix.basis")}>
        {(basis) => (
          <ul className="fixes">
            {section && may("assistant.read") && (
              <Way icon="assistant" to={to(`/assistant/${section}`)} what={t("fix.assistant")}>
                {t(`fix.section.${section}`)}
              </Way>
            )}
            {basis.documents.map((each) =>
              each.article_id ? (
                <Way
                  key={each.document_id}
                  icon="knowledge"
                  to={to(`/knowledge/${each.article_id}`)}
                  what={t("fix.article")}
                >
                  {each.title}
                </Way>
              ) : (
                <Way
                  key={each.document_id}
                  icon="sources"
                  to={to("/knowledge/documents")}
                  what={t("fix.document")}
                >
                  {each.title}
                </Way>
              ),
            )}
            {basis.products.map((each) => (
              <Way
                key={each.id}
                icon="catalogue"
                to={to(`/catalogue/${each.handle}`)}
                what={t("fix.product")}
              >
                {each.title}
              </Way>
            ))}
            {may("articles.write") && (
              <Way
                icon="plus"
                to={to("/knowledge/new")}
                search={{ question: basis.question }}
                what={t("fix.write")}
              >
                {basis.question}
              </Way>
            )}
          </ul>
        )}
      </Answered>
    </Dialog>
  );
}

interface WayProps {
  icon: IconName;
  to: string;
  search?: Readonly<Record<string, string>>;
  what: string;
  children: ReactNode;
}

function Way({ icon, to, search, what, children }: WayProps) {
  return (
    <li>
      <Link to={to} search={(search ?? {}) as never}>
        <Icon name={icon} small />
        <span className="grow">
          <small className="faint">{what}</small>
          <span dir="auto">{children}</span>
        </span>
        <Icon name="forward" small flip />
      </Link>
    </li>
  );
}
