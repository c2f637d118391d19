/** What is missing in the form of a single sign-on, before it is sent. */
import type { Connection } from "../api";
import { certificatesIn } from "./wanted";

type Fields = Readonly<Record<string, string>>;

/** Return a message by the name of each field. of: the connection that is changed. */
export function faultsOf(
  kind: Connection["kind"],
  fields: Fields,
  of: Connection | undefined,
): Record<string, string> {
  const given = (name: string) => (fields[name] ?? "").trim();
  const faults = given("name") ? {} : { name: "fault.name" };
  return { ...faults, ...(kind === "oidc" ? oidc(given, of) : saml(given)) };
}

function oidc(given: (name: string) => string, of: Connection | undefined) {
  // A secret belongs to the address that it was set with.
  const moved = of?.issuer !== given("issuer") || of?.client_id !== given("client_id");
  return {
    ...(!given("issuer").startsWith("https://") && { issuer: "fault.issuer" }),
    ...(!given("client_id") && { client_id: "fault.client" }),
    ...(moved && !given("client_secret") && { client_secret: "fault.secret" }),
  };
}

function saml(given: (name: string) => string): Record<string, string> {
  if (given("metadata")) return {};
  const bare = !given("entity_id") && !given("sso_url") && !given("certificates");
  if (bare) return { metadata: "fault.metadata" };
  return {
    ...(!given("entity_id") && { entity_id: "fault.entity" }),
    ...(!given("sso_url").startsWith("https://") && { sso_url: "fault.sso" }),
    ...(!certificatesIn(given("certificates")).length && { certificates: "fault.certificates" }),
  };
}
