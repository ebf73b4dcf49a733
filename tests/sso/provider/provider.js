// A certified OpenID provider on one port of this machine, told by the tests who signs in next and how.
// node provider.js '{"port": 1, "redirect": "http://...", "client": "...", "secret": "...", "people": {"id": {claims}}}'
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const told = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${told.port}`;
const name = `key-${Date.now()}`;
let next = {};

function key() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: name, use: "sig", alg: "RS256" };
}

const provider = new Provider(issuer, {
  clients: [{ client_id: told.client, client_secret: told.secret, redirect_uris: [told.redirect] }],
  jwks: { keys: [key()] },
  cookies: { keys: ["of the tests"] },
  claims: {
    openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["name"],
    acr: null, auth_time: null, iss: null, sid: null,
  },
  acrValues: ["two-factors"],
  features: { devInteractions: { enabled: false } },
  pkce: { methods: ["S256"], required: () => true },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...told.people[id] }) }),
  loadExistingGrant: granted,
});

async function granted(context) {
  const { client, session } = context.oidc;
  const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile email");
  await grant.save();
  return grant;
}

async function body(request) {
  let whole = "";
  for await (const part of request) whole += part;
  return JSON.parse(whole);
}

async function answer(request, response) {
  if (request.url === "/next") {
    next = await body(request);
    response.end();
  } else if (request.url.startsWith("/interaction/")) {
    await provider.interactionDetails(request, response);
    await provider.interactionFinished(request, response, next);
  } else {
    provider.callback()(request, response);
  }
}

createServer(answer).listen(told.port, "127.0.0.1", () => console.log("ready"));
