import pytest

from graphsvc.access.policy import VISIBLE, names_subjects, require_writer, visible_fields
from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.errors import Forbidden
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
