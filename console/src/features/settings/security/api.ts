/** What sign-ins have to meet, single sign-on, keys that say who a shopper is, and visits of operators. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components, paths } from "../../../api/schema";

type Schemas = components["schemas"];
export type Connection = Schemas["ConnectionShown"];
export type Domain = Schemas["DomainShown"];
export type Tested = Schemas["TestResult"];
export type ShopperKey = Schemas["KeyShown"];
export type MadeShopperKey = Schemas["KeyMade"];
export type Algorithm = Schemas["Algorithm"];
export type Visit = Schemas["ShownVisit"];
/** A connection as the API takes it. */
export type Wanted =
  paths["/api/v1/sign-on/connections"]["post"]["requestBody"]["content"]["application/json"];

export const organizationQuery = queryOptions({
  queryKey: ["organization", "own"],
  queryFn: () => answer(api.GET("/api/v1/organization")),
});

export const connectionsQuery = queryOptions({
  queryKey: ["security", "connections"],
  queryFn: async () => (await answer(api.GET("/api/v1/sign-on/connections"))).connections,
});

export const visitsQuery = queryOptions({
  queryKey: ["security", "visits"],
  queryFn: async () => (await answer(api.GET("/api/v1/visits"))).items,
});

export const shopperKeysQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "shopper-keys"],
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/v1/stores/{store}/shopper-keys", { params: { path: { store } } }),
        )
      ).items,
  });

export const requireFactors = (mfa_roles: string[]) =>
  answer(api.PATCH("/api/v1/organization", { body: { security: { mfa_roles } } }));

const of = (connection_id: string) => ({ params: { path: { connection_id } } });
const domainOf = (connection_id: string, domain: string) => ({
  params: { path: { connection_id, domain } },
});

export const addConnection = (body: Wanted) =>
  answer(api.POST("/api/v1/sign-on/connections", { body }));
export const changeConnection = (id: string, body: Wanted) =>
  answer(api.PUT("/api/v1/sign-on/connections/{connection_id}", { ...of(id), body }));
export const switchConnection = (id: string, enabled: boolean, required: boolean) =>
  answer(
    api.PUT("/api/v1/sign-on/connections/{connection_id}/state", {
      ...of(id),
      body: { enabled, required },
    }),
  );
export const testConnection = (id: string) =>
  answer<Tested>(api.POST("/api/v1/sign-on/connections/{connection_id}/test", of(id)));
export const deleteConnection = (id: string) =>
  answer(api.DELETE("/api/v1/sign-on/connections/{connection_id}", of(id)));
export const addDomain = (id: string, domain: string) =>
  answer(
    api.POST("/api/v1/sign-on/connections/{connection_id}/domains", {
      ...of(id),
      body: { domain },
    }),
  );
export const verifyDomain = (id: string, domain: string) =>
  answer(
    api.POST(
      "/api/v1/sign-on/connections/{connection_id}/domains/{domain}/verify",
      domainOf(id, domain),
    ),
  );
export const removeDomain = (id: string, domain: string) =>
  answer(
    api.DELETE(
      "/api/v1/sign-on/connections/{connection_id}/domains/{domain}",
      domainOf(id, domain),
    ),
  );

const keyOf = (store: string, shopper_key_id: string) => ({
  params: { path: { store, shopper_key_id } },
});

/** publicKey: PEM, for every algorithm but HS256. */
export const makeShopperKey = (store: string, algorithm: Algorithm, publicKey: string | null) =>
  answer<MadeShopperKey>(
    api.POST("/api/v1/stores/{store}/shopper-keys", {
      params: { path: { store } },
      body: { algorithm, public_key: publicKey },
    }),
  );
export const rotateShopperKey = (
  store: string,
  id: string,
  overlap_hours: number,
  public_key: string | null,
) =>
  answer<MadeShopperKey>(
    api.POST("/api/v1/stores/{store}/shopper-keys/{shopper_key_id}/rotate", {
      ...keyOf(store, id),
      body: { overlap_hours, public_key },
    }),
  );
export const revokeShopperKey = (store: string, id: string) =>
  answer(api.DELETE("/api/v1/stores/{store}/shopper-keys/{shopper_key_id}", keyOf(store, id)));

export const endVisit = (visit_id: string) =>
  answer(api.DELETE("/api/v1/visits/{visit_id}", { params: { path: { visit_id } } }));
