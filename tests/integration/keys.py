"""SSH keys that exist only for a test."""

import subprocess


def make_key(file):
    """A new key pair in place of what is there; gives the public one as `type base64`."""
    for old in (file, file.with_suffix(".pub")):
        old.unlink(missing_ok=True)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    return " ".join(file.with_suffix(".pub").read_text().split()[:2])


def fingerprint(public_key_file):
    """What OpenSSH calls the key: `SHA256:…`."""
    said = subprocess.run(["ssh-keygen", "-l", "-f", public_key_file], check=True, capture_output=True, text=True)
    return said.stdout.split()[1]
