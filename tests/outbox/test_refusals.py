"""What SES answers, and whose trouble it is: each error of its model, messages as it
says them."""

import pytest

from chalicelib.outbox.refusals import Why, why
from tests.faults import OF_THE_ACCOUNT, OF_THE_ADDRESS


@pytest.mark.parametrize("answer", OF_THE_ACCOUNT.values(), ids=OF_THE_ACCOUNT)
def test_what_is_refused_of_everybody_is_ours(answer):
    status, code, message = answer
    assert why(code, message, status) is Why.US


@pytest.mark.parametrize("answer", OF_THE_ADDRESS.values(), ids=OF_THE_ADDRESS)
@pytest.mark.parametrize("code", ["BadRequestException", "InvalidParameterValue"])
def test_what_is_wrong_with_an_address_is_the_addresss(answer, code):
    status, _, message = answer
    assert why(code, message, status) is Why.ADDRESS


@pytest.mark.parametrize(
    ("code", "message", "status"),
    [
        ("TooManyRequestsException", "Maximum sending rate exceeded.", 429),
        ("ThrottlingException", "Rate exceeded", 400),
        ("InternalFailure", "Local address contains dot-dot", 500),
        ("ServiceUnavailable", "", 503),
    ],
)
def test_what_passes_is_nobodys(code, message, status):
    assert why(code, message, status) is Why.BUSY


@pytest.mark.parametrize(
    "message", ["", "The template is invalid", "Header name is not allowed"]
)
def test_a_bad_request_that_names_no_address_is_ours(message):
    assert why("BadRequestException", message, 400) is Why.US


def test_every_error_of_the_service_model_is_known(environment):
    from chalicelib.core.aws import client

    model = client("sesv2").meta.service_model.operation_model("SendEmail")
    told = {
        error_shape.name: why(error_shape.name, "", 400)
        for error_shape in model.error_shapes
    }
    assert told.pop("TooManyRequestsException") is Why.BUSY
    assert set(told.values()) == {Why.US}
