// graphql-sse: node sse.mjs URL QUERY MUTATION prints the changes told, while a mutation makes one.
import { createClient } from 'graphql-sse';

const [url, follow, mutation] = process.argv.slice(2);
const client = createClient({ url, singleConnection: false });
const seen = [];
for await (const result of client.iterate({ query: follow, variables: { since: 0 } })) {
  seen.push(result);
  if (seen.length === 1) {
    for await (const written of client.iterate({ query: mutation })) seen.push(written);
  }
  if (seen.length === 3) break;
}
client.dispose();
console.log(JSON.stringify(seen));
