"""Names of the sealed columns; each is bound into its values, so that none can be moved to another."""

VENDOR_ACCOUNT = "vendor.account"
CLERK_NAME = "vendor.clerk_name"
INSTRUCTOR_NAME = "instructor.name"
INSTRUCTOR_LOGIN = "instructor.login"
INSTRUCTOR_CERTIFICATE = "instructor.certificate"
CLEARANCE_REFERENCE = "instructor.clearance_reference"
OBJECTION_TEXT = "objection.text"
