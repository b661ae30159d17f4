.PHONY: run test check neo4j lock test-deep test-networkx clean

run: ## Serves the demonstration region on 127.0.0.1:8000; PORT and GRAPHSVC_STORE change where and what
	@scripts/install requirements.lock
	@scripts/run

test: ## Every check and every test
	@scripts/timed install scripts/install requirements-dev.lock
	@scripts/timed static scripts/check
	@scripts/test

check: ## The checks that run no test
	@scripts/install requirements-dev.lock
	@scripts/check

neo4j: ## A local Neo4j, without a container; NEO4J_BOLT_PORT changes its port
	@scripts/neo4j

lock: ## Renews the lock files; needs uv
	@scripts/lock

test-deep: ## The tests with fifty times as many random cases; takes hours
	@scripts/install requirements-dev.lock
	@GRAPHSVC_DOSE=50 scripts/test --timeout=7200

test-networkx: ## All of networkx's own tests on its backend of this package; takes ten minutes
	@scripts/install requirements-dev.lock
	@NETWORKX_SUITE=all scripts/test --timeout=3600 tests/analysis/backend/test_networkx_suite.py

clean: ## Removes what these commands made, except stores
	rm -rf .venv .cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
