import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Check, Labelled } from "../../../ui/Field";
import { Refusal } from "../../../ui/Refusal";
import { tell } from "../../../ui/toasts";
import { useForm } from "../../../ui/useForm";
import { changeRoutes, type Route, type WantedRoutes } from "./api";
import { besides, type Duty, withRoute } from "./wanted";

const FORM = "route";
const PREFER = ["order", "cheapest", "fastest"] as const;

interface Props {
  duty: Duty;
  routes: WantedRoutes;
  /** Names that a route may have. */
  models: readonly string[];
  onClose: () => void;
}

/** Which models are asked for one duty. What the form does not show of a route stays. */
export function RouteForm({ duty, routes, models, onClose }: Props) {
  const { t } = useTranslation("settings/models");
  const queries = useQueryClient();
  const before: Route = routes[duty] ?? {};
  const [chain, setChain] = useState<readonly string[]>(before.models ?? []);
  const [first, setFirst] = useState(before.first ?? false);
  const put = async (next: WantedRoutes) => {
    queries.setQueryData(["models", "routes"], await changeRoutes(next));
    tell(t("told.route", { duty: t(`duty.${duty}`) }));
    onClose();
  };
  const form = useForm(({ prefer }) =>
    put(
      withRoute(routes, duty, {
        models: [...chain],
        first,
        prefer: prefer as (typeof PREFER)[number],
      }),
    ),
  );
  const usual = useForm(() => put(withRoute(routes, duty, undefined)));
  return (
    <Dialog
      title={t(`duty.${duty}`)}
      onClose={onClose}
      actions={
        <>
          {routes[duty] && (
            <form onSubmit={usual.onSubmit}>
              <Button type="submit" busy={usual.busy}>
                {t("route.back")}
              </Button>
            </form>
          )}
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate>
        <Refusal problem={form.problem ?? usual.problem} />
        <Chain chain={chain} models={models} onChange={setChain} />
        <Check
          label={t("field.first")}
          help={t("field.first.help")}
          checked={first}
          onChange={(event) => setFirst(event.target.checked)}
        />
        <Labelled label={t("field.prefer")}>
          {(attributes) => (
            <select {...attributes} name="prefer" defaultValue={before.prefer ?? "order"}>
              {PREFER.map((one) => (
                <option key={one} value={one}>
                  {t(`prefer.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {besides(before).length > 0 && (
          <p className="muted">{t("route.besides", { what: besides(before).join(", ") })}</p>
        )}
      </form>
    </Dialog>
  );
}

interface ChainProps {
  chain: readonly string[];
  models: readonly string[];
  onChange: (chain: readonly string[]) => void;
}

/** Models in the order in which they are asked. */
function Chain({ chain, models, onChange }: ChainProps) {
  const { t } = useTranslation("settings/models");
  const left = models.filter((one) => !chain.includes(one));
  return (
    <fieldset className="chain">
      <legend className="b">{t("models")}</legend>
      {chain.map((name) => (
        <div key={name} className="row">
          <bdi className="grow">{name}</bdi>
          <Button bare icon="close" onClick={() => onChange(chain.filter((one) => one !== name))}>
            {t("chain.remove", { name })}
          </Button>
        </div>
      ))}
      {left.length > 0 && (
        <select
          className="input"
          aria-label={t("chain.add")}
          value=""
          onChange={(event) => onChange([...chain, event.target.value])}
        >
          <option value="">{t("chain.add")}</option>
          {left.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
      {!models.length && <p className="muted">{t("chain.none")}</p>}
    </fieldset>
  );
}
