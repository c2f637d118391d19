/** What the browser's authenticators take and give, as the API sends and wants it. */
type Json = Record<string, unknown>;

const bytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (mark) =>
    mark.charCodeAt(0),
  );

const text64 = (buffer: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const named = (list: unknown) =>
  ((list ?? []) as { id: string }[]).map((one) => ({ ...one, id: bytes(one.id) }));

/** Have the person use a passkey. asked: `public_key` of the API. @throws DOMException where none was used. */
export async function askPasskey(asked: Json): Promise<Json> {
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge as string),
    allowCredentials: named(asked.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  return shaped(await navigator.credentials.get({ publicKey }));
}

/** Make a new passkey. asked: `public_key` of the API. @throws DOMException where none was made. */
export async function createPasskey(asked: Json): Promise<Json> {
  const user = asked.user as { id: string };
  const publicKey = {
    ...asked,
    user: { ...user, id: bytes(user.id) },
    challenge: bytes(asked.challenge as string),
    excludeCredentials: named(asked.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  return shaped(await navigator.credentials.create({ publicKey }));
}

function shaped(credential: Credential | null): Json {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException("", "NotAllowedError");
  const response = credential.response as unknown as Record<string, ArrayBuffer> & {
    getTransports?: () => string[];
  };
  const said: Json = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    const part = response[name];
    if (part) said[name] = text64(part);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text64(credential.rawId),
    type: credential.type,
    response: said,
  };
}
