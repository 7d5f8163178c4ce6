"""A server of Django REST framework with the flows, bindings and stages of authentik, over SQLite in memory.

    drf_server.py document             prints the document that drf-spectacular writes
    drf_server.py serve MODE PORT      serves; MODE is honest, or quirky: then answers deviate from the document as real ones do
"""

import json
import sys
import uuid

import django
from django.conf import settings

TOKEN = "judged"
MODE = sys.argv[2] if len(sys.argv) > 2 else "honest"
QUIRKY = MODE == "quirky"

settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework", "drf_spectacular"],
    MIDDLEWARE=[],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [f"{__name__}.Bearer"],
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
        "PAGE_SIZE": 20,
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="not a secret",
    SPECTACULAR_SETTINGS={
        "COMPONENT_SPLIT_REQUEST": True,
        "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", f"{__name__}.with_failures"],
        "SCHEMA_PATH_PREFIX": "/api/v3",
        "SCHEMA_PATH_PREFIX_TRIM": True,
        "SERVERS": [{"url": "/api/v3"}],
        "TITLE": "Judged",
        "VERSION": "1",
    },
)
# The settings name what is in here as if it were another module.
sys.modules.setdefault("judged", sys.modules[__name__])
django.setup()

from django.db import connection, models  # noqa: E402
from django.urls import include, path  # noqa: E402
from drf_spectacular.extensions import OpenApiAuthenticationExtension  # noqa: E402
from rest_framework import authentication, exceptions  # noqa: E402


class User:
    is_active = True
    is_authenticated = True
    pk = 1


class Bearer(authentication.BaseAuthentication):
    def authenticate(self, request):
        header = request.headers.get("Authorization")
        if header is None:
            return None
        if header != f"Bearer {TOKEN}":
            raise exceptions.AuthenticationFailed("Token invalid/expired")
        return User(), None


class BearerScheme(OpenApiAuthenticationExtension):
    name = "authentik"
    target_class = Bearer

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}


# These read the settings, which name the class above.
from rest_framework import routers, serializers, viewsets  # noqa: E402


def with_failures(result, generator, **_):
    """Every operation fails in the two ways that authentik documents."""
    schemas = result["components"]["schemas"]
    texts = {"type": "array", "items": {"type": "string"}}
    text = {"type": "string"}
    schemas["ValidationError"] = {
        "type": "object",
        "properties": {"non_field_errors": texts, "code": text},
        "additionalProperties": {},
    }
    schemas["GenericError"] = {
        "type": "object",
        "properties": {"detail": text, "code": text},
        "required": ["detail"],
    }
    for status, name in (("400", "ValidationError"), ("403", "GenericError")):
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        for item in result["paths"].values():
            for operation in item.values():
                operation["responses"].setdefault(status, {"description": "", "content": content})
    return result


def choices(name, *values):
    return models.TextChoices(name, {value.upper().replace("-", "_"): value for value in values})


Designation = choices("Designation", "authentication", "enrollment", "recovery")
Layout = choices("Layout", "stacked", "content_left", "sidebar_right")
Action = choices("Action", "retry", "restart", "restart_with_context")
Attachment = choices("Attachment", "platform", "cross-platform")
Creation = choices("Creation", "never_create", "create_when_required", "always_create")


class Flow(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.TextField()
    slug = models.SlugField(unique=True)
    designation = models.CharField(max_length=100, choices=Designation)
    layout = models.TextField(choices=Layout, default="stacked")
    compatibility_mode = models.BooleanField(default=False)

    class Meta:
        app_label = "judged"


class Stage(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.TextField(unique=True)

    class Meta:
        app_label = "judged"


class InvitationStage(Stage):
    continue_flow_without_invitation = models.BooleanField(default=False)

    class Meta:
        app_label = "judged"


class UserWriteStage(Stage):
    user_creation_mode = models.TextField(choices=Creation, default="create_when_required")
    authenticator_attachment = models.TextField(choices=Attachment, null=True, default=None)
    valid_days = models.IntegerField(null=True, blank=True)
    link = models.URLField(null=True, blank=True)

    class Meta:
        app_label = "judged"


class Binding(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    target = models.ForeignKey(Flow, on_delete=models.CASCADE)
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE)
    order = models.IntegerField()
    invalid_response_action = models.TextField(choices=Action, default="retry")

    class Meta:
        app_label = "judged"


class FlowSerializer(serializers.ModelSerializer):
    pk = serializers.UUIDField(source="id", read_only=True)
    background = serializers.SerializerMethodField()

    def get_background(self, flow) -> str:
        # A read-only member that is null although it is declared as a text.
        return None if QUIRKY else "/static/background.jpg"

    class Meta:
        model = Flow
        fields = ["pk", "name", "slug", "designation", "layout", "compatibility_mode", "background"]


class StageSerializer(serializers.ModelSerializer):
    pk = serializers.UUIDField(source="id", read_only=True)

    class Meta:
        model = Stage
        fields = ["pk", "name"]


class InvitationStageSerializer(StageSerializer):
    class Meta:
        model = InvitationStage
        fields = [*StageSerializer.Meta.fields, "continue_flow_without_invitation"]


class UserWriteStageSerializer(StageSerializer):
    def to_representation(self, instance):
        shown = super().to_representation(instance)
        if QUIRKY:
            # No address and no listed value, although both are declared.
            shown["link"] = ""
            shown["user_creation_mode"] = "sometimes_create"
        return shown

    class Meta:
        model = UserWriteStage
        own = ["user_creation_mode", "authenticator_attachment", "valid_days", "link"]
        fields = [*StageSerializer.Meta.fields, *own]


class BindingSerializer(serializers.ModelSerializer):
    pk = serializers.UUIDField(source="id", read_only=True)
    stage_obj = StageSerializer(source="stage", read_only=True)

    class Meta:
        model = Binding
        fields = ["pk", "target", "stage", "stage_obj", "order", "invalid_response_action"]


class FlowViews(viewsets.ModelViewSet):
    queryset = Flow.objects.order_by("slug")
    serializer_class = FlowSerializer
    lookup_field = "slug"


class Conflict(exceptions.APIException):
    status_code = 409
    default_detail = "Somebody else has changed it."


class BindingViews(viewsets.ModelViewSet):
    queryset = Binding.objects.order_by("order")
    serializer_class = BindingSerializer
    lookup_field = "id"
    lookup_url_kwarg = "fsb_uuid"

    def retrieve(self, request, *arguments, **named):
        if QUIRKY:
            raise exceptions.NotFound
        return super().retrieve(request, *arguments, **named)

    def partial_update(self, request, *arguments, **named):
        if QUIRKY:
            raise Conflict
        return super().partial_update(request, *arguments, **named)


class InvitationStageViews(viewsets.ModelViewSet):
    queryset = InvitationStage.objects.order_by("name")
    serializer_class = InvitationStageSerializer
    lookup_url_kwarg = "stage_uuid"


class UserWriteStageViews(viewsets.ModelViewSet):
    queryset = UserWriteStage.objects.order_by("name")
    serializer_class = UserWriteStageSerializer
    lookup_url_kwarg = "stage_uuid"


router = routers.DefaultRouter()
router.include_root_view = False
router.register("flows/bindings", BindingViews)
router.register("flows/instances", FlowViews)
router.register("stages/invitation/stages", InvitationStageViews)
router.register("stages/user_write", UserWriteStageViews)
urlpatterns = [path("api/v3/", include(router.urls))]


def plant():
    """The tables, and one object of each kind whose id ends with its number."""

    def number(last):
        return uuid.UUID(f"00000000-0000-4000-8000-{last:012}")

    with connection.schema_editor() as editor:
        for model in (Flow, Stage, InvitationStage, UserWriteStage, Binding):
            editor.create_model(model)
    flow = Flow.objects.create(id=number(1), name="First", slug="first", designation="enrollment")
    stage = InvitationStage.objects.create(id=number(3), name="invitation")
    UserWriteStage.objects.create(id=number(4), name="write", authenticator_attachment="platform", valid_days=3)
    Binding.objects.create(id=number(5), target=flow, stage=stage, order=0)


def serve(port):
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application

    class Silent(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    plant()
    make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Silent).serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "document":
        from drf_spectacular.generators import SchemaGenerator

        print(json.dumps(SchemaGenerator().get_schema(request=None, public=True), indent=1))
    else:
        serve(int(sys.argv[3]))
