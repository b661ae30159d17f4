// @neo4j/graphql behind graphql-yoga: the least that serves the network from Neo4j.
//
//     node server.mjs BOLT_URL PORT
//
// POST /bare {query, times} runs a query so often inside the process, without HTTP, and answers its own CPU seconds.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { Neo4jGraphQL } from '@neo4j/graphql';
import { graphql } from 'graphql';
import { createYoga } from 'graphql-yoga';
import neo4j from 'neo4j-driver';

const [url, port] = process.argv.slice(2);
const driver = neo4j.driver(url);
const typeDefs = readFileSync(new URL('types.graphql', import.meta.url), 'utf8');
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();

async function bare({ query, times }) {
  const before = process.cpuUsage();
  for (let round = 0; round < times; round += 1) {
    JSON.stringify(await graphql({ schema, source: query, contextValue: { sessionConfig: {} } }));
  }
  const spent = process.cpuUsage(before);
  return { seconds: (spent.user + spent.system) / 1e6 };
}

const yoga = createYoga({ schema, logging: false, graphiql: false });
createServer(async (request, response) => {
  if (request.url !== '/bare') {
    await yoga(request, response);
    return;
  }
  const parts = [];
  for await (const part of request) parts.push(part);
  response.end(JSON.stringify(await bare(JSON.parse(Buffer.concat(parts)))));
}).listen(Number(port), '127.0.0.1');
