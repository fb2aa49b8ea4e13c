from tests.enquiries.conftest import coordinator, liege, marie  # noqa: F401 - offices with open desks and their people
