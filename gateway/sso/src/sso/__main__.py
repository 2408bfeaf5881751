"""python -m sso serve: sign-in as a process."""

import sys

from chassis.process import run_package


def print_openapi() -> None:
    """The document is exported without any environment, so what has no default is given here, pointing nowhere."""
    from chassis.serving.contract import openapi_text
    from sso.bootstrap import build
    from sso.settings import Settings

    def settings_nowhere(**given: object) -> Settings:
        return Settings(
            **given,  # type: ignore[arg-type]
            public_origin="http://127.0.0.1",
            keycloak_url="http://127.0.0.1:1",
            client_secret="nowhere",  # noqa: S106 good for nothing
            admin_client_secret="nowhere",  # noqa: S106 good for nothing
        )

    sys.stdout.write(openapi_text(settings_nowhere, build))  # type: ignore[arg-type]


if __name__ == "__main__":
    if sys.argv[1:] == ["openapi"]:
        print_openapi()
    else:
        run_package("sso")
