import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Badge } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { useUrlState } from "../../../ui/urlState";
import { type Routes as Found, routesQuery, type WantedRoutes } from "./api";
import { RouteForm } from "./RouteForm";
import { besides, DUTIES, type Duty } from "./wanted";

/** Which model is asked for which duty. */
export function Routes({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation("settings/models");
  const query = useQuery(routesQuery);
  return (
    <section className="models-part">
      <div className="sec-h">
        <h2 className="h2">{t("routes")}</h2>
      </div>
      <p className="muted">{t("routes.text")}</p>
      <Answered query={query} about={t("routes")}>
        {(found) => <List found={found} mayChange={mayChange} />}
      </Answered>
    </section>
  );
}

function List({ found, mayChange }: { found: Found; mayChange: boolean }) {
  const { t } = useTranslation("settings/models");
  const [open, setOpen] = useUrlState<string>("duty", "");
  const routes = found.routes as WantedRoutes;
  const columns: Column<Duty>[] = [
    {
      name: "duty",
      title: t("column.duty"),
      cell: (duty) => (
        <span className="stacked">
          <b className="b">{t(`duty.${duty}`)}</b>
          <small className="muted">{t(`duty.${duty}.does`)}</small>
        </span>
      ),
    },
    {
      name: "route",
      title: t("column.route"),
      cell: (duty) => <Route found={found} duty={duty} />,
    },
  ];
  if (mayChange)
    columns.push({
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (duty) => (
        <Button small onClick={() => setOpen(duty)}>
          {t("route.change")} <span className="vh">{t(`duty.${duty}`)}</span>
        </Button>
      ),
    });
  const duty = DUTIES.find((one) => one === open);
  return (
    <>
      <Table label={t("routes")} rows={DUTIES} keyOf={(one) => one} columns={columns} />
      {duty && mayChange && (
        <RouteForm
          duty={duty}
          routes={routes}
          models={found.models}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function Route({ found, duty }: { found: Found; duty: Duty }) {
  const { t } = useTranslation("settings/models");
  const route = (found.routes as WantedRoutes)[duty];
  if (!route) return <span className="muted">{t("route.usual")}</span>;
  const canary = found.canaries.find((one) => one.purpose === duty);
  return (
    <span className="stacked">
      <span>
        {route.models?.length ? <bdi>{route.models.join(" → ")}</bdi> : t("route.wanted")}{" "}
        {canary?.stopped && <Badge mood="bad">{t("canary.stopped")}</Badge>}
      </span>
      <small className="muted">
        {t(route.first ? "route.first" : "route.stands-in")} ·{" "}
        {t(`prefer.${route.prefer ?? "order"}`)}
        {besides(route).length > 0 && (
          <>
            {" "}
            · <bdi>{besides(route).join(", ")}</bdi>
          </>
        )}
      </small>
    </span>
  );
}
