"""A passkey in memory: what a browser and its device answer, made with a real key."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Passkey:
    """One key on one device; `held` says whether the device asked who holds it."""

    held: bool = True
    origin: str = ORIGIN
    id: bytes = b"a passkey of the tests"
    user: bytes = b""
    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.create`, as the form sends it."""
        asked = options["publicKey"]
        self.user = _bytes(asked["user"]["id"])
        known = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        public = cbor.encode(dict(known))
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._about(asked["rp"]["id"], ATTESTED) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": self._said("webauthn.create", asked["challenge"]),
            "attestationObject": websafe_encode(made),
            "transports": ["internal"],
        }
        return self._answer(response, {"credProps": {"rk": True}})

    def get(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.get`."""
        asked = options["publicKey"]
        data = self._about(asked["rpId"], 0)
        said = self._client_data("webauthn.get", asked["challenge"])
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(self.user),
        }
        return self._answer(response, {})

    def _answer(self, response: dict[str, Any], extensions: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {
                "type": "public-key",
                "id": name,
                "rawId": name,
                "authenticatorAttachment": "platform",
                "response": response,
                "clientExtensionResults": extensions,
            }
        )

    def _about(self, site: str, flags: int) -> bytes:
        self.uses += 1
        flags |= PRESENT | (VERIFIED if self.held else 0)
        return (
            hashlib.sha256(site.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")
        )

    def _said(self, kind: str, challenge: str) -> str:
        return str(websafe_encode(self._client_data(kind, challenge)))

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()


def _bytes(text: str) -> bytes:
    return bytes(websafe_decode(text))
