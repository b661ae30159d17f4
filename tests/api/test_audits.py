"""The audits of npm graphql-http, on the service as it is served."""


def test_all_61_audits_of_graphql_over_http_pass(site, client):
    outcomes = client("audits.mjs", f"{site}/graphql")
    assert len(outcomes) == 61
    failing = [f"{audit['id']} {audit['name']}: {audit['reason']}" for audit in outcomes if audit["status"] != "ok"]
    assert not failing, "\n".join(failing)
