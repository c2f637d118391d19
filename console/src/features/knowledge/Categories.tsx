import "./knowledge.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Banner, Empty, Head } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { categoriesQuery } from "./api";
import { CategoryDialog } from "./CategoryDialog";
import { depthOf, useCategoryActions } from "./categories";
import { Sections } from "./Sections";
import type { Category } from "./types";

/** The tree that articles are filed in: added to, renamed, moved, pruned. */
export default function Categories() {
  const { t } = useTranslation("knowledge");
  const { store } = useParams({ strict: false }) as { store: string };
  return (
    <>
      <Sections store={store} />
      <Answered query={useQuery(categoriesQuery(store))} about={t("categories")}>
        {(all) =>
          all.length ? (
            <Filled store={store} all={all} />
          ) : (
            <Empty title={t("categories.none")} actions={<Add store={store} all={all} />}>
              {t("categories.none.text")}
            </Empty>
          )
        }
      </Answered>
    </>
  );
}

interface Props {
  store: string;
  all: readonly Category[];
}

function Filled({ store, all }: Props) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("articles.write");
  return (
    <>
      <Head more={t("categories.more")} actions={<Add store={store} all={all} />}>
        {t("categories.count", { count: all.length })}
      </Head>
      {!may && <Banner title={t("barred")} />}
      <ul className="kn-list kn-tree">
        {all.map((one) => (
          <li key={one.id} style={{ paddingInlineStart: `${depthOf(one) * 24}px` }}>
            <Link className="link hit" to={`/s/${store}/knowledge?category=${one.id}`}>
              {one.name}
            </Link>
            <span className="kn-acts">
              <span className="muted num">{t("categories.holds", { count: one.articles })}</span>
              {may && <Acts store={store} all={all} one={one} />}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Add({ store, all }: Props) {
  const { t } = useTranslation("knowledge");
  const [open, setOpen] = useState(false);
  const { add } = useCategoryActions(store);
  if (!useRights(store)("articles.write")) return null;
  return (
    <>
      <Button kind="primary" icon="plus" onClick={() => setOpen(true)}>
        {t("categories.add")}
      </Button>
      {open && (
        <CategoryDialog
          title={t("categories.add")}
          places={all}
          send={(placed) => add.mutateAsync(placed)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Acts({ store, all, one }: Props & { one: Category }) {
  const { t } = useTranslation("knowledge");
  const [open, setOpen] = useState(false);
  const { change, remove, add } = useCategoryActions(store);
  const full = one.articles > 0 || all.some(({ parent_id }) => parent_id === one.id);
  const barred = full ? t("categories.full") : undefined;
  const { name, parent_id } = one;
  const drop = () =>
    remove.mutate(one.id, {
      onSuccess: () =>
        tell(t("told.category-removed", { name }), { undo: () => add.mutate({ name, parent_id }) }),
    });
  return (
    <>
      <Button small aria-label={t("categories.change-of", { name })} onClick={() => setOpen(true)}>
        {t("categories.change")}
      </Button>
      <Button
        small
        aria-label={t("categories.remove-of", { name })}
        disabled={!!barred}
        title={barred}
        busy={remove.isPending}
        onClick={drop}
      >
        {t("categories.remove")}
      </Button>
      {open && (
        <CategoryDialog
          title={t("categories.change-of", { name })}
          places={all}
          one={one}
          send={(placed) => change.mutateAsync({ id: one.id, ...placed })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
