"""What API Gateway lets through to the app: every method of every path, and the right content."""

import pytest
from chalice.deploy.swagger import TemplatedSwaggerGenerator

from chalicelib.web.http import FORM
from chalicelib.web.staff.lists import UPLOAD
from infra.package.stack import let_every_method_in
from tests.web.pupil.conftest import public_app
from tests.web.staff.conftest import staff_app

ANY = "x-amazon-apigateway-any-method"


@pytest.mark.parametrize("app", [public_app, staff_app])
def test_each_path_has_its_methods_head_with_get_and_all_others_reach_the_app(app):
    body = TemplatedSwaggerGenerator().generate_swagger(app(), None)
    let_every_method_in({"Resources": {"RestAPI": {"Properties": {"DefinitionBody": body}}}})
    assert body["paths"].keys() == app().routes.keys()
    for path, methods in body["paths"].items():
        assert ("head" in methods) == ("get" in methods), path
        known, others = next(iter(methods.values())), methods[ANY]
        called = "x-amazon-apigateway-integration"
        assert others[called]["uri"] == known[called]["uri"]
        assert others[called]["type"] == "aws_proxy"
        assert others.get("parameters") == known.get("parameters")
        assert "consumes" not in others


def test_files_are_taken_where_a_list_is_and_nowhere_else():
    taken = {
        path
        for app in (staff_app, public_app)
        for path, methods in app().routes.items()
        if "POST" in methods and UPLOAD in methods["POST"].content_types
    }
    assert taken == {"/staff/schools/import", "/staff/schools/import/save"}
    for path, methods in staff_app().routes.items():
        if "POST" in methods and path not in taken:
            assert methods["POST"].content_types == [FORM]
