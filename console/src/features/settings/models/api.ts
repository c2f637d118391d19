/** Models, the organization's own providers of them, and which model is asked for what. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components, paths } from "../../../api/schema";

type Schemas = components["schemas"];
export type Model = Schemas["ModelShown"];
export type Provider = Schemas["aisle__web__providers__ProviderShown"];
export type OwnModel = Schemas["OwnModelShown"];
export type Tried = Schemas["ProviderTried"];
export type Routes = Schemas["ShownModelRoutes"];
export type WantedProvider =
  paths["/api/v1/providers"]["post"]["requestBody"]["content"]["application/json"];
export type WantedRoutes =
  paths["/api/v1/model-routes"]["put"]["requestBody"]["content"]["application/json"]["routes"];
/** What is usual of a route is left out by the API. */
export type Route = WantedRoutes[string];

const EVERY_MS = 15_000;

/** Health and latency are those of the process that answers. */
export const modelsQuery = queryOptions({
  queryKey: ["models", "list"],
  queryFn: async () => (await answer(api.GET("/api/v1/models"))).items,
  refetchInterval: EVERY_MS,
});

export const providersQuery = queryOptions({
  queryKey: ["models", "providers"],
  queryFn: async () => (await answer(api.GET("/api/v1/providers"))).items,
});

export const routesQuery = queryOptions({
  queryKey: ["models", "routes"],
  queryFn: () => answer(api.GET("/api/v1/model-routes")),
});

const of = (provider_id: string) => ({ params: { path: { provider_id } } });

export const addProvider = (body: WantedProvider) =>
  answer(api.POST("/api/v1/providers", { body }));
export const changeProvider = (id: string, body: WantedProvider) =>
  answer(api.PUT("/api/v1/providers/{provider_id}", { ...of(id), body }));
export const changeKey = (id: string, key: string | null) =>
  answer(api.PUT("/api/v1/providers/{provider_id}/key", { ...of(id), body: { key } }));
export const switchProvider = (id: string, suspended: boolean) =>
  answer(api.PUT("/api/v1/providers/{provider_id}/state", { ...of(id), body: { suspended } }));
export const tryProvider = (id: string, model: string) =>
  answer<Tried>(api.POST("/api/v1/providers/{provider_id}/test", { ...of(id), body: { model } }));
export const deleteProvider = (id: string) =>
  answer(api.DELETE("/api/v1/providers/{provider_id}", of(id)));
export const changeRoutes = (routes: WantedRoutes) =>
  answer(api.PUT("/api/v1/model-routes", { body: { routes } }));
