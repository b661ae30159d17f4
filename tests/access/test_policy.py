import pytest

from graphsvc.access.policy import (
    VISIBLE,
    is_few,
    names_single_points,
    names_subjects,
    require_writer,
    told,
    visible_fields,
)
from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.errors import Forbidden
from graphsvc.model.fields import field_by_key
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import GapKind, Visibility


def test_each_role_sees_what_the_requirements_say():
    assert VISIBLE[Role.PUBLIC] == {Visibility.PUBLIC}
    assert VISIBLE[Role.PARTNER] == VISIBLE[Role.INITIATIVE] == {Visibility.PUBLIC, Visibility.PARTNERS}
    assert Visibility.RESTRICTED not in VISIBLE[Role.ANALYST]
    assert VISIBLE[Role.ADMIN] == set(Visibility)
    assert set(VISIBLE) == set(Role)


@pytest.mark.parametrize(("struct", "key"), [(Actor, "contactPoint"), (Tie, "carriedBy")])
def test_contact_points_and_carriers_are_for_advisors(struct, key):
    seen = {role for role in Role if key in {field.key for field in visible_fields(role, struct)}}
    assert seen == {Role.ADVISOR, Role.ANALYST, Role.ADMIN}


def test_only_advisors_and_administrators_write():
    for role in (Role.ADVISOR, Role.ADMIN):
        require_writer(Viewer(role=role))
    for role in (Role.PUBLIC, Role.INITIATIVE, Role.PARTNER, Role.ANALYST):
        with pytest.raises(Forbidden):
            require_writer(Viewer(role=role))


def test_a_single_bridge_is_not_pointed_out_to_the_public():
    assert not names_subjects(PUBLIC, GapKind.SINGLE_BRIDGE)
    assert names_subjects(ADMIN, GapKind.SINGLE_BRIDGE)
    assert names_subjects(PUBLIC, GapKind.ISOLATED)


def test_what_holds_the_network_together_is_not_told_to_the_public():
    assert [role for role in Role if not names_single_points(Viewer(role=role))] == [Role.PUBLIC]


def test_a_few_residents_are_told_as_what_is_unknown():
    field, other = field_by_key(Actor)["residentsReached"], field_by_key(Tie)["intensity"]
    assert [told(PUBLIC, field, number) for number in (None, 0, 4, 5)] == [None, 0, None, 5]
    assert told(Viewer(role=Role.ANALYST), field, 4) == 4
    assert told(PUBLIC, other, 4) == 4


def test_fewer_than_five_residents_are_for_advisors():
    assert [is_few(PUBLIC, count) for count in (0, 1, 4, 5)] == [False, True, True, False]
    assert not any(is_few(Viewer(role=role), 4) for role in (Role.ADVISOR, Role.ANALYST, Role.ADMIN))
