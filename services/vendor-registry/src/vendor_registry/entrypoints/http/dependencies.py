"""Who may call what, and the use cases they reach."""

from typing import Annotated

from fastapi import Depends

from chassis.http.access import acts_as, signed_in, strongly_acts_as
from chassis.http.dependencies import use_cases
from chassis.http.pages import PageRequest
from kernel.actor import Actor
from vendor_registry.application.use_cases import UseCases

_LICENCE_OFFICES = ("district-officer", "market-officer", "culture-officer")
_OFFICES = ("police-officer", *_LICENCE_OFFICES)
_VENDOR = ("vendor-clerk", "vendor-applicant")
_SCHOOL = ("principal", "school-administrator", "school-accountant")
_MONEY_AND_CITY = ("finance-officer", "city-officer")
_OVERSIGHT = ("auditor", "inspector")

UseCasesDep = Annotated[UseCases, Depends(use_cases)]
PageDep = Annotated[PageRequest, Depends()]

Applicant = Annotated[Actor, Depends(acts_as("vendor-applicant"))]
# Until staffing has made the applicant a clerk, the one who registered a vendor acts for it all the same.
VendorSide = Annotated[Actor, Depends(acts_as(*_VENDOR))]
VendorClerk = Annotated[Actor, Depends(acts_as("vendor-clerk"))]
DistrictOfficer = Annotated[Actor, Depends(strongly_acts_as("district-officer"))]
PoliceOfficer = Annotated[Actor, Depends(strongly_acts_as("police-officer"))]
MarketOfficer = Annotated[Actor, Depends(strongly_acts_as("market-officer"))]
LicenceReader = Annotated[Actor, Depends(acts_as(*_LICENCE_OFFICES))]
ClaimReader = Annotated[Actor, Depends(acts_as("market-officer"))]
LicenceOfficer = Annotated[Actor, Depends(strongly_acts_as(*_LICENCE_OFFICES))]
ReviewingOfficer = Annotated[Actor, Depends(strongly_acts_as(*_OFFICES))]
SchoolAdministrator = Annotated[Actor, Depends(acts_as("school-administrator"))]
Signer = Annotated[Actor, Depends(strongly_acts_as("principal", "vendor-clerk"))]

# The leading group sees lists and contracts, not the names of instructors.
DossierReader = Annotated[Actor, Depends(acts_as(*_VENDOR, *_OFFICES, *_OVERSIGHT))]
ApplicationReader = Annotated[Actor, Depends(acts_as(*_VENDOR, *_OFFICES, *_OVERSIGHT))]
SelectionReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_OVERSIGHT))]
WhitelistReader = Annotated[Actor, Depends(acts_as(*_SCHOOL, *_OFFICES, *_MONEY_AND_CITY, *_OVERSIGHT))]
ContractReader = Annotated[Actor, Depends(acts_as(*_SCHOOL, *_VENDOR, *_OFFICES, *_MONEY_AND_CITY, *_OVERSIGHT))]
SignedIn = Annotated[Actor, Depends(signed_in)]
