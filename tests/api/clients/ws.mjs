// graphql-ws: node ws.mjs URL FOLLOW QUERY MUTATION prints what each of three operations on one connection was told.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, follow, query, mutation] = process.argv.slice(2);
const client = createClient({ url, webSocketImpl: WebSocket, lazy: false });
const one = async (text) => (await client.iterate({ query: text }).next()).value;

const followed = [];
const following = (async () => {
  for await (const result of client.iterate({ query: follow, variables: { since: 0 } })) {
    followed.push(result.data.changes);
    if (followed.length === 2) break;
  }
})();
const refused = await new Promise((done) =>
  client.subscribe({ query: '{ nothing }' }, { next: () => {}, error: done, complete: () => {} }),
);
const read = await one(query);
const written = await one(mutation);
await following;
await client.dispose();
console.log(JSON.stringify({ followed, read, written, refused }));
