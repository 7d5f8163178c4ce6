"""Takes a flow back to its slug, by which the next request names it."""

import requests
import schemathesis

SLUG = "default-enrollment-flow"


@schemathesis.hook
def after_call(context, case, response):
    if case.operation.path != "/flows/instances/{slug}/" or response.status_code != 200:
        return
    slug = response.json().get("slug")
    if slug != SLUG:
        request = response.request
        address = request.url.replace(f"/instances/{SLUG}/", f"/instances/{slug}/")
        token = {"Authorization": request.headers["Authorization"]}
        requests.patch(address, json={"slug": SLUG}, headers=token, timeout=10).raise_for_status()
