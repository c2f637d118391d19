/** A person's own account: factors, devices, linked accounts. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import { tellProblem } from "../../problems/said";

type Schemas = components["schemas"];
export type Factor = Schemas["FactorShown"];
export type Login = Schemas["LoginItem"];
export type Belonging = Schemas["Belonging"];
export type Identity = Schemas["IdentityShown"];

export const factorsQuery = queryOptions({
  queryKey: ["account", "factors"],
  queryFn: () => answer(api.GET("/api/v1/auth/factors")),
});

export const loginsQuery = queryOptions({
  queryKey: ["account", "logins"],
  queryFn: async () => (await answer(api.GET("/api/v1/auth/logins"))).items,
});

export const identitiesQuery = queryOptions({
  queryKey: ["account", "identities"],
  queryFn: async () => (await answer(api.GET("/api/v1/auth/identities"))).identities,
});

export const belongingsQuery = queryOptions({
  queryKey: ["account", "organizations"],
  queryFn: async () => (await answer(api.GET("/api/v1/auth/organizations"))).items,
});

const of = (organization_id: string) => ({ params: { path: { organization_id } } });

export const leaveOrganization = (id: string) =>
  answer(api.POST("/api/v1/auth/organizations/{organization_id}/leave", of(id)));
export const restoreOrganization = (id: string) =>
  answer(api.POST("/api/v1/auth/organizations/{organization_id}/restore", of(id)));

export const providersQuery = queryOptions({
  queryKey: ["providers of sign-ins"],
  queryFn: async () => (await answer(api.GET("/api/v1/auth/providers"))).providers,
});

/** Return an action on one's account: it says what was refused, and the account is read anew. */
export function useDone<Given = void, Found = unknown>(act: (given: Given) => Promise<Found>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => {
      if (!(error instanceof DOMException)) void tellProblem(error);
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["account"] });
      await queries.invalidateQueries({ queryKey: ["session"] });
    },
  });
}
