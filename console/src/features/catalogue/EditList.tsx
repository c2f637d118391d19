import "./catalogue.css";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Badge, Empty, Head } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { useUrlState } from "../../ui/urlState";
import { ChangeList } from "./EditPreview";
import { editQuery, editsQuery } from "./editing";
import type { ProductEdit } from "./types";
import { useTold } from "./useTold";

const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;

/** Edits of many products: what each did, and the way back. */
export default function EditList() {
  const { t } = useTranslation("catalogue");
  const { store } = useParams({ strict: false }) as { store: string };
  const query = useInfiniteQuery(editsQuery(store));
  const [open, setOpen] = useUrlState<string>("edit", "");
  return (
    <>
      <Link className="link hit" to={`/s/${store}/catalogue`}>
        {t("all")}
      </Link>
      <Answered query={query} about={t("edits")}>
        {({ pages }) => (
          <Edits store={store} items={pages.flatMap((page) => page.items)} onOpen={setOpen} />
        )}
      </Answered>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("edits.more")}
        </Button>
      )}
      {open && <OneEdit store={store} id={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

interface EditsProps {
  store: string;
  items: readonly ProductEdit[];
  onOpen: (id: string) => void;
}

function Edits({ store, items, onOpen }: EditsProps) {
  const { t } = useTranslation("catalogue");
  const columns = useEditColumns(store);
  if (!items.length) return <Empty title={t("edits.none")}>{t("edits.none.text")}</Empty>;
  return (
    <>
      <Head more={t("edits.why")}>{t("edits")}</Head>
      <Table
        label={t("edits")}
        rows={items}
        keyOf={(one) => one.id}
        columns={columns}
        onOpen={(one) => onOpen(one.id)}
      />
    </>
  );
}

function useEditColumns(store: string): readonly Column<ProductEdit>[] {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  return [
    {
      name: "what",
      title: t("edits.what"),
      cell: (one) => (
        <Link to={`/s/${store}/catalogue/edits?edit=${one.id}`} className="link hit">
          {Object.keys(one.what)
            .map((name) => t(`edits.what.${name}`))
            .join(", ")}
        </Link>
      ),
    },
    {
      name: "products",
      title: t("edits.products"),
      end: true,
      cell: (one) => <span className="num">{count(one.counts.products)}</span>,
    },
    {
      name: "left",
      title: t("edits.left"),
      end: true,
      optional: true,
      cell: (one) => <span className="num">{count(one.counts.left)}</span>,
    },
    { name: "state", title: t("edits.state"), cell: (one) => <State edit={one} /> },
    { name: "when", title: t("edits.when"), cell: (one) => <Time when={one.made_at} /> },
    { name: "undo", title: "", cell: (one) => <Undo store={store} edit={one} /> },
  ];
}

function State({ edit }: { edit: ProductEdit }) {
  const { t } = useTranslation("catalogue");
  return (
    <Badge {...(edit.state === "applied" && { mood: "good" })}>{t(`edits.${edit.state}`)}</Badge>
  );
}

function Undo({ store, edit }: { store: string; edit: ProductEdit }) {
  const { t } = useTranslation("catalogue");
  const told = useTold(store);
  const may = useRights(store)("catalog.write");
  const age = Date.now() - Date.parse(edit.applied_at ?? edit.made_at);
  if (!may || edit.state !== "applied" || age > UNDO_DAYS * DAY_MS) return null;
  return (
    <Button small busy={told.isPending} onClick={() => told.carryOut(edit.id, "undo")}>
      {t("edits.undo")}
    </Button>
  );
}

function OneEdit({ store, id, onClose }: { store: string; id: string; onClose: () => void }) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  return (
    <Dialog shape="wide" title={t("edits.one")} onClose={onClose}>
      <Answered query={useQuery(editQuery(store, id))} about={t("edits.one")}>
        {(edit) => (
          <>
            <p>
              <State edit={edit} />{" "}
              {t("edits.counts", {
                products: count(edit.counts.products),
                changes: count(edit.counts.changes),
              })}
            </p>
            {edit.why && <p dir="auto">{edit.why}</p>}
            <ChangeList store={store} id={id} label={t("bulk.changes")} all={edit.counts.changes} />
            {edit.counts.left > 0 && <Left store={store} id={id} count={edit.counts.left} />}
          </>
        )}
      </Answered>
    </Dialog>
  );
}

function Left({ store, id, count }: { store: string; id: string; count: number }) {
  const { t } = useTranslation("catalogue");
  return (
    <>
      <h3 className="h2">{t("bulk.left", { count })}</h3>
      <ChangeList store={store} id={id} label={t("edits.left")} all={count} left />
    </>
  );
}
