"""Names of pupils for the other services, in batches; they do not store them."""

from uuid import UUID

from chassis.grpc.server import Context
from contracts.enrolment.v1 import directory_pb2, directory_pb2_grpc
from enrolment.application.queries import PupilDirectory
from kernel.errors import Invalid

IDS_MAX = 1_000


class TooManyAsked(Invalid):
    code = "enrolment.too_many_asked"


class PupilIdMalformed(Invalid):
    code = "enrolment.pupil_id_malformed"


class DirectoryServicer(directory_pb2_grpc.DirectoryServiceServicer):
    def __init__(self, directory: PupilDirectory) -> None:
        self._directory = directory

    async def DescribePupils(  # noqa: N802 - named by the contract
        self, request: directory_pb2.DescribePupilsRequest, context: Context
    ) -> directory_pb2.DescribePupilsResponse:
        _limit(len(request.pupil_ids))
        try:
            ids = [UUID(one) for one in request.pupil_ids]
        except ValueError:
            raise PupilIdMalformed("a pupil id is a UUID") from None
        found = await self._directory.describe(ids)
        return directory_pb2.DescribePupilsResponse(
            pupils=[
                directory_pb2.PupilDescription(
                    pupil_id=str(row["pupil_id"]),
                    name=row["name"],
                    pupil_number=row["pupil_number"],
                    class_name=row["class_name"],
                    school_path=row["school_path"],
                )
                for row in found
            ]
        )

    async def FindPupils(  # noqa: N802 - named by the contract
        self, request: directory_pb2.FindPupilsRequest, context: Context
    ) -> directory_pb2.FindPupilsResponse:
        _limit(len(request.pupil_numbers))
        found = await self._directory.find(request.school_path, list(request.pupil_numbers))
        return directory_pb2.FindPupilsResponse(
            pupils=[
                directory_pb2.FoundPupil(pupil_number=number, pupil_id=str(pupil_id))
                for number, pupil_id in found.items()
            ]
        )


def _limit(asked: int) -> None:
    if asked > IDS_MAX:
        raise TooManyAsked(f"ask for at most {IDS_MAX} at once", params={"asked_max": IDS_MAX})
