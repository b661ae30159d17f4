"""Operations of a document: how their variables are read, and the plans that were made for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode, OperationType

from graphsvc.api.compiled.compiler import Compiler
from graphsvc.api.compiled.conditions import Conditions, conditions_of
from graphsvc.api.compiled.variables import variables_of
from graphsvc.api.plan import Plan, plan_of

KEPT_PLANS = 8
"""Plans of one operation that are kept: one for each set of values of the variables of @skip and @include."""


class Operation:
    """One operation, compiled when it is asked first."""

    def __init__(self, document: DocumentNode, node: OperationDefinitionNode) -> None:
        self._document, self._node = document, node
        self.variables = variables_of(node)
        self._conditions = conditions_of(document)
        self._plans: OrderedDict[Conditions, Plan] = OrderedDict()

    @property
    def type(self) -> OperationType:
        """Whether it is a query, a mutation or a subscription."""
        return self._node.operation

    def plan(self, variables: Mapping[str, Any]) -> Plan:
        """The plan for a request with these variables."""
        conditions = self._conditions(variables)
        found = self._plans.pop(conditions, None)
        if found is None:
            found = plan_of(Compiler(self._document, self._node, conditions))
        self._plans[conditions] = found
        while len(self._plans) > KEPT_PLANS:
            self._plans.popitem(last=False)
        return found
