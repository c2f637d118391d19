/* What the browser's authenticators take and give, as the API sends and wants it. */
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (mark) => mark.charCodeAt(0));
const text64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function shaped(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text64(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text64(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return { id: credential.id, rawId: text64(credential.rawId), type: credential.type, response: said };
}

export async function usePasskey({ public_key: asked }) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
  return shaped(await navigator.credentials.get({ publicKey }));
}

export async function makePasskey({ public_key: asked }) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, user, challenge: bytes(asked.challenge), excludeCredentials: named(asked.excludeCredentials) };
  return shaped(await navigator.credentials.create({ publicKey }));
}
