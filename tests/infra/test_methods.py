"""What API Gateway lets through to the app: every method of every path, and the right
content."""

import pytest
from chalice.deploy.swagger import TemplatedSwaggerGenerator
from chalice.test import Client

from chalicelib.class_import.list_upload import UPLOAD
from chalicelib.web.form_body import FORM
from chalicelib.web.language import texts
from infra.package import gateway
from infra.package.stack import let_every_method_in
from tests.pupil_browser import public_app
from tests.staff_browser import staff_app

ANY = "x-amazon-apigateway-any-method"


@pytest.mark.parametrize("app", [public_app, staff_app])
def test_each_path_has_its_methods_head_with_get_and_all_others_reach_the_app(app):
    body = TemplatedSwaggerGenerator().generate_swagger(app(), None)
    let_every_method_in(
        {"Resources": {"RestAPI": {"Properties": {"DefinitionBody": body}}}}
    )
    assert body["paths"].keys() == app().routes.keys()
    for path, methods in body["paths"].items():
        assert ("head" in methods) == ("get" in methods), path
        known, others = next(iter(methods.values())), methods[ANY]
        called = "x-amazon-apigateway-integration"
        assert others[called]["uri"] == known[called]["uri"]
        assert others[called]["type"] == "aws_proxy"
        assert others.get("parameters") == known.get("parameters")
        assert "consumes" not in others


@pytest.mark.parametrize(
    "method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"]
)
@pytest.mark.parametrize("app", [public_app, staff_app])
def test_a_method_no_page_has_is_said_to_be_wrong_on_each_path(
    environment, app, method
):
    with Client(app()) as client:
        for path, methods in app().routes.items():
            answer = client.http.request(method, path.replace("{", "").replace("}", ""))
            assert (answer.status_code, method in methods) == (405, False), path
            assert answer.headers["Allow"], path
            assert b"<html" in answer.body, path


def test_what_api_gateway_has_no_name_for_gets_its_page_for_no_such_path(environment):
    """TRACE, CONNECT and what nobody knows match none of a REST API's methods, ANY
    included."""
    said = gateway.responses({"Ref": "Start"})["MISSING_AUTHENTICATION_TOKEN"]
    assert said["StatusCode"] == 404
    for body in said["ResponseTemplates"].values():
        assert texts("nb")("error.not_found.title") in body["Fn::Sub"][0]


def test_files_are_taken_where_a_list_is_and_nowhere_else():
    taken = {
        path
        for app in (staff_app, public_app)
        for path, methods in app().routes.items()
        if "POST" in methods and UPLOAD in methods["POST"].content_types
    }
    assert taken == {
        "/staff/schools/import",
        "/staff/schools/import/save",
        "/staff/people-list/{school_id}",
        "/staff/people-list/{school_id}/save",
        "/staff/schools/import/oneroster",
        "/staff/people-list/{school_id}/oneroster",
    }
    for path, methods in staff_app().routes.items():
        if "POST" in methods and path not in taken:
            assert methods["POST"].content_types == [FORM]
