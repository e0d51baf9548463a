"""A scanner of our own that speaks clamd's INSTREAM and knows one virus: the test file of EICAR."""

import socketserver
import threading

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        clamd, content = self.server.clamd, b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
            if clamd.most and len(content) > clamd.most:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        clamd.seen.append(content)
        if not clamd.mute:
            self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


class Clamd:
    """`most`: larger streams are cut off. `mute`: hangs up without a word."""

    def __init__(self, path=None, *, most=None, mute=False):
        self.most, self.mute, self.seen = most, mute, []
        kind = socketserver.ThreadingUnixStreamServer if path else socketserver.ThreadingTCPServer
        self.server = kind(str(path) if path else ("127.0.0.1", 0), Handler)
        self.server.daemon_threads, self.server.clamd = True, self
        self.url = f"unix://{path}" if path else f"tcp://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.running = False

    def __enter__(self):
        self.thread.start()
        self.running = True
        return self

    def stop(self):
        if self.running:
            self.server.shutdown()
            self.server.server_close()
            self.running = False

    def __exit__(self, *_):
        self.stop()
