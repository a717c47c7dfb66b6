"""A real OpenID provider in a process of its own, made with oauthlib; it lets everybody in at once.

    python provider.py PORT CLAIMS-FILE

The file says, as JSON, who comes in; it is read anew each time. `{"error": …}` refuses.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.openid import RequestValidator, Server

CLIENT, SECRET = "atmp", "a secret of the tests"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CODES: dict[str, dict[str, Any]] = {}
TOKENS: dict[str, Any] = {}


class Rules(RequestValidator):
    """What oauthlib asks: one client, one secret, codes that work once."""

    def __init__(self, issuer: str, claims: Path) -> None:
        self.issuer, self.claims = issuer, claims

    def validate_client_id(self, client_id: str, *_more: Any, **_named: Any) -> bool:
        return client_id == CLIENT

    def validate_redirect_uri(self, _client: str, address: str, *_more: Any, **_named: Any) -> bool:
        return address.endswith("/oidc/region/callback/")

    def get_default_scopes(self, *_more: Any, **_named: Any) -> list[str]:
        return ["openid"]

    def validate_scopes(self, _client: str, scopes: list[str], *_more: Any, **_named: Any) -> bool:
        return set(scopes) <= {"openid", "profile", "email"}

    def validate_response_type(self, _client: str, kind: str, *_more: Any, **_named: Any) -> bool:
        return kind == "code"

    def is_pkce_required(self, *_more: Any) -> bool:
        return True

    def save_authorization_code(self, _client: str, code: Any, request: Any, *_more: Any) -> None:
        CODES[code["code"]] = {
            "scopes": request.scopes,
            "redirect": request.redirect_uri,
            "challenge": request.code_challenge,
            "way": request.code_challenge_method,
            "nonce": getattr(request, "nonce", None),
        }

    def authenticate_client(self, request: Any, *_more: Any, **_named: Any) -> bool:
        request.client = type("Client", (), {"client_id": CLIENT})
        right: bool = request.client_id == CLIENT and request.client_secret == SECRET
        return right

    def validate_code(self, _client: str, code: str, _by: Any, request: Any, **_named: Any) -> bool:
        if code not in CODES:
            return False
        request.scopes, request.user = CODES[code]["scopes"], self.person()
        return True

    def confirm_redirect_uri(
        self, _client: str, code: str, address: str, *_more: Any, **_n: Any
    ) -> bool:
        return bool(CODES[code]["redirect"] == address)

    def get_code_challenge(self, code: str, _request: Any) -> Any:
        return CODES[code]["challenge"]

    def get_code_challenge_method(self, code: str, _request: Any) -> Any:
        return CODES[code]["way"]

    def get_authorization_code_scopes(self, _client: str, code: str, *_more: Any) -> Any:
        return CODES[code]["scopes"]

    def get_authorization_code_nonce(self, _client: str, code: str, *_more: Any) -> Any:
        return CODES[code]["nonce"]

    def validate_grant_type(self, _client: str, kind: str, *_more: Any, **_named: Any) -> bool:
        return kind == "authorization_code"

    def invalidate_authorization_code(
        self, _client: str, code: str, *_more: Any, **_n: Any
    ) -> None:
        del CODES[code]

    def save_bearer_token(
        self, token: dict[str, Any], request: Any, *_more: Any, **_n: Any
    ) -> None:
        TOKENS[token["access_token"]] = request.user

    def validate_bearer_token(self, token: str, _scopes: Any, request: Any) -> bool:
        request.user = TOKENS.get(token)
        request.scopes, request.client = ["openid"], None
        return token in TOKENS

    def validate_user_match(self, *_more: Any, **_named: Any) -> bool:
        return True

    def validate_silent_login(self, *_more: Any) -> bool:
        return True

    def validate_silent_authorization(self, *_more: Any) -> bool:
        return True

    def get_userinfo_claims(self, request: Any) -> Any:
        return request.user

    def finalize_id_token(self, token: Any, _full: Any, _handler: Any, request: Any) -> str:
        now = int(time.time())
        times = {"iat": now, "exp": now + 300}
        named = {"iss": self.issuer, "aud": CLIENT, "sub": request.user["sub"]}
        return jwt.encode({**token, **named, **times}, KEY, algorithm="RS256", headers={"kid": "1"})

    def person(self) -> Any:
        return json.loads(self.claims.read_text())


class Handler(BaseHTTPRequestHandler):
    """The five addresses of a provider."""

    issuer: str
    rules: Rules
    server_of: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/.well-known/openid-configuration":
            self._json(self._configuration())
        elif path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self._json({"keys": [{**key, "kid": "1", "alg": "RS256", "use": "sig"}]})
        elif path == "/authorize":
            self._authorize()
        else:
            self._answer(self.server_of.create_userinfo_response(*self._asked()))

    def do_POST(self) -> None:
        self._answer(self.server_of.create_token_response(*self._asked()))

    def _authorize(self) -> None:
        uri, method, body, headers = self._asked()
        scopes, given = self.server_of.validate_authorization_request(uri, method, body, headers)
        person = self.rules.person()
        if "error" in person:
            address = f"{given['redirect_uri']}?error={person['error']}&state={given['state']}"
            self._answer(({"Location": address}, "", 302))
            return
        given["user"] = person
        self._answer(
            self.server_of.create_authorization_response(uri, method, body, headers, scopes, given)
        )

    def _configuration(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "/authorize",
            "token_endpoint": "/token",
            "userinfo_endpoint": "/userinfo",
            "jwks_uri": "/keys",
        }
        return {
            "issuer": self.issuer,
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{name: self.issuer + place for name, place in places.items()},
        }

    def _asked(self) -> tuple[str, str, str, dict[str, str]]:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        return self.issuer + self.path, self.command, body, dict(self.headers)

    def _json(self, content: Any) -> None:
        self._answer(({"Content-Type": "application/json"}, json.dumps(content), 200))

    def _answer(self, answer: tuple[dict[str, str], str | None, int]) -> None:
        headers, body, status = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_more: Any) -> None:
        """Nothing is read there."""


def main() -> None:
    port, claims = int(sys.argv[1]), Path(sys.argv[2])
    Handler.issuer = f"http://localhost:{port}"
    Handler.rules = Rules(Handler.issuer, claims)
    Handler.server_of = Server(Handler.rules)
    HTTPServer(("localhost", port), Handler).serve_forever()


if __name__ == "__main__":
    main()
