"""WARC files made by hand, so that a test says each byte of them."""

import gzip
import io
import zipfile


def record(kind: str, address: str, time: str, content: bytes, **more: str) -> bytes:
    """A record of a WARC file."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": time,
        "WARC-Record-ID": f"<urn:uuid:{kind}-{time}>",
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(content)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html", *, status: str = "200 OK", **more: str) -> bytes:
    """A server's answer."""
    fields = {"Content-Type": kind, **{name.replace("_", "-"): x for name, x in more.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def packed(*records: bytes) -> bytes:
    """The records as a .warc.gz, each in a member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def wacz(*files: bytes) -> bytes:
    """The .warc.gz files in a WACZ."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        for number, file in enumerate(files):
            archive.writestr(f"archive/data-{number}.warc.gz", file)
    return data.getvalue()
