/** What forms say of providers and routes, as the API takes it. */
import type { OwnModel, Provider, Route, WantedProvider, WantedRoutes } from "./api";

/** How a model is written in the form: its name, and after "=" what the provider calls it. */
export const modelLines = (models: readonly OwnModel[]): string =>
  models
    .map((one) => (one.called === one.name ? one.name : `${one.name} = ${one.called}`))
    .join("\n");

interface Named {
  name: string;
  called: string;
}

/** text: one model a line. */
export function modelsIn(text: string): Named[] {
  return text
    .split("\n")
    .map((line) => line.split("=").map((part) => part.trim()))
    .filter(([name]) => name)
    .map(([name = "", called]) => ({ name, called: called || name }));
}

export type Said = Readonly<
  Record<"name" | "kind" | "base_url" | "key" | "key_header" | "models", string>
>;

/** before: the provider as it is; what the form does not ask for (prices, sizes) stays with models of the same name. */
export function wantedProvider(said: Said, before?: Provider): WantedProvider {
  const known = new Map(before?.models.map((one) => [one.name, one]));
  return {
    name: said.name.trim(),
    kind: said.kind as WantedProvider["kind"],
    base_url: said.base_url.trim() || null,
    key_header: said.key_header.trim() || null,
    ...(said.key && { key: said.key }),
    models: modelsIn(said.models).map((one) => ({ ...known.get(one.name), ...one })),
  };
}

export const DUTIES = ["answer", "rewrite", "judge", "analyze", "call"] as const;
export type Duty = (typeof DUTIES)[number];

/** Put a route in the place of a duty's; undefined: it goes as the installation says. Others stay. */
export function withRoute(
  routes: WantedRoutes,
  duty: Duty,
  route: Pick<Route, "models" | "first" | "prefer"> | undefined,
): WantedRoutes {
  const { [duty]: before, ...others } = routes;
  return route ? { ...others, [duty]: { ...before, ...route } } : others;
}

/** What of a route the form does not show, by the API's names. */
export const besides = (route: Route): string[] =>
  (["hard", "shadow", "canary", "ensemble", "needs", "most_cost", "slowest"] as const).filter(
    (name) => {
      const value = route[name];
      return Array.isArray(value) ? value.length > 0 : value != null;
    },
  );
