"""Lets the validator of RO-Crates look at one, without the network: run where `roc-validator` and `rocrate` are installed.

    other_crate.py CRATE.zip required|recommended

Prints a JSON list of what is wrong. The one thing that the validator fetches is the JSON-LD context of RO-Crate; `rocrate`
brings one along, of a later version, whose terms of version 1.1 mean the same.
"""

import email.message
import io
import json
import pathlib
import sys
import urllib.request
import urllib.response

import requests
import rocrate

CONTEXT = pathlib.Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
CONTEXT_ADDRESS = "https://w3id.org/ro/crate/"


class LocalContext(urllib.request.HTTPSHandler):
    """Answers for the address of the context, and for no other."""

    def https_open(self, req):
        if not req.full_url.startswith(CONTEXT_ADDRESS):
            raise OSError(f"{req.full_url}: this test has no network")
        headers = email.message.Message()
        headers["Content-Type"] = "application/ld+json"
        answer = urllib.response.addinfourl(io.BytesIO(CONTEXT.read_bytes()), headers, req.full_url, 200)
        answer.msg = "OK"
        return answer


def local_answer(_session, _method, address, **_options):
    """What `requests` gets: the same."""
    if not address.startswith(CONTEXT_ADDRESS):
        raise requests.ConnectionError(f"{address}: this test has no network")
    answer = requests.Response()
    answer.status_code = 200
    answer.headers["Content-Type"] = "application/ld+json"
    answer._content = CONTEXT.read_bytes()
    answer.url = address
    return answer


def main():
    requests.Session.request = local_answer
    urllib.request.install_opener(urllib.request.build_opener(LocalContext))
    from rocrate_validator import models, services

    settings = models.ValidationSettings(
        rocrate_uri=sys.argv[1],
        profile_identifier="ro-crate-1.1",
        requirement_severity=models.Severity[sys.argv[2].upper()],
        no_cache=True,
    )
    result = services.validate(settings)
    issues = [f"{issue.severity.name} {issue.check.identifier}: {issue.message}" for issue in result.get_issues()]
    json.dump({"passed": result.passed(), "issues": issues}, sys.stdout)


if __name__ == "__main__":
    main()
