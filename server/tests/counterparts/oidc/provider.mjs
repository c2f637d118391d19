// A real OpenID provider for tests: twice the same, over HTTP as an operator's neighbour, over HTTPS as an organization's own.
// Usage: node provider.mjs KEY CERTIFICATE. Prints {"plain": issuer, "secure": issuer}, and ends with its standard input.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import Provider from 'oidc-provider';

const [key, cert] = process.argv.slice(2).map((path) => readFileSync(path));

// Whoever signs in as ada@shop.example has that address; `unproven.…` has not shown yet that it is theirs.
const findAccount = (_, id) => ({
  accountId: id,
  claims: () => ({ sub: `u-${id}`, email: id, email_verified: !id.startsWith('unproven.'), name: 'Ada Real' }),
});

const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

async function serve(server, scheme, host, thin) {
  const issuer = `${scheme}://${host}:${await listening(server)}`;
  const provider = new Provider(issuer, {
    findAccount,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // thin: id tokens say no more than the subject, as the standard allows (OpenID Connect Core, 5.4).
    conformIdTokenClaims: thin,
    features: { registration: { enabled: true }, devInteractions: { enabled: true } },
    pkce: { required: () => true },
  });
  server.on('request', provider.callback());
  return issuer;
}

const plain = await serve(http.createServer(), 'http', '127.0.0.1', false);
const secure = await serve(https.createServer({ key, cert }), 'https', 'localhost', true);
console.log(JSON.stringify({ plain, secure }));
process.stdin.on('end', () => process.exit()).resume();
