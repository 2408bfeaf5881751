"""Write the Python code generated from the .proto files beside them; `--check` fails when what is committed differs."""

import sys
import tempfile
from importlib import resources
from pathlib import Path

from grpc_tools import protoc

HERE = Path(__file__).resolve().parent


def generate(into: Path) -> list[Path]:
    protos = sorted(HERE.glob("contracts/**/*.proto"))
    well_known = str(resources.files("grpc_tools") / "_proto")
    arguments = ["protoc", f"-I{HERE}", f"-I{well_known}", f"--python_out={into}", f"--pyi_out={into}"]
    arguments.append(f"--grpc_python_out={into}")
    status = protoc.main([*arguments, *(str(proto) for proto in protos)])
    if status != 0:
        raise SystemExit(status)
    written = sorted([*into.glob("contracts/**/*_pb2*.py"), *into.glob("contracts/**/*_pb2.pyi")])
    for path in written:
        # A file of messages alone still gets an empty service module: leave it out.
        if path.name.endswith("_pb2_grpc.py") and "Servicer" not in path.read_text():
            path.unlink()
    return [path for path in written if path.exists()]


def main() -> None:
    if "--check" not in sys.argv:
        generate(HERE)
        return
    with tempfile.TemporaryDirectory() as folder:
        fresh = {path.relative_to(folder): path.read_bytes() for path in generate(Path(folder))}
    committed = {
        path.relative_to(HERE): path.read_bytes()
        for pattern in ("contracts/**/*_pb2*.py", "contracts/**/*_pb2.pyi")
        for path in HERE.glob(pattern)
    }
    differing = sorted(str(path) for path in fresh.keys() | committed.keys() if fresh.get(path) != committed.get(path))
    if differing:
        raise SystemExit("generated code differs from its sources; run proto/generate.py: " + ", ".join(differing))


if __name__ == "__main__":
    main()
