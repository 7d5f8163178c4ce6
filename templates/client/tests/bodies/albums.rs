//! What generated crates would hold for a service with bodies that are not JSON.

use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use oasmith_template_client::{Call, Client};
use oasmith_template_server::runtime::{
    Answers, Authenticate, Context, Denied, Document, Endpoint, Error, Input, Invalid, Outcome,
    RawAnswer, Refused, Router, form,
};
use oasmith_template_types::record;
use oasmith_template_types::runtime::operation::describe;
use oasmith_template_types::runtime::{
    Binary, DecodeError, Empty, EncodeError, Failure, File, Operation, Rule, Security, json,
};
use serde_json::Value;

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Picture {
    pub(crate) file: File,
    pub(crate) title: String,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) clear: Option<bool>,
    pub(crate) preview: Option<File>,
    pub(crate) more: Option<Vec<File>>,
}

record! {
    Picture {
        file: required,
        title: required within Rule::new().max_length(20),
        tags: optional,
        clear: optional,
        preview: optional,
        more: optional,
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Login {
    pub(crate) user: Option<String>,
    pub(crate) attempts: Option<i64>,
    pub(crate) groups: Option<Vec<String>>,
}

record! {
    Login {
        user: optional,
        attempts: optional,
        groups: optional,
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ApiError {
    BadRequest(Value),
    Forbidden(Value),
}

impl Failure for ApiError {
    fn decode(status: u16, body: &[u8]) -> Option<Result<Self, DecodeError>> {
        Some(match status {
            400 => json::decode(body).map(Self::BadRequest),
            403 => json::decode(body).map(Self::Forbidden),
            _ => return None,
        })
    }

    fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) => 400,
            Self::Forbidden(_) => 403,
        }
    }

    fn encode(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        let (Self::BadRequest(body) | Self::Forbidden(body)) = self;
        json::encode(body).map(Some)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        describe(self, f)
    }
}

macro_rules! operation {
    ($name:ident $method:literal $path:literal $status:literal $success:ty $(, $content_type:literal)?) => {
        pub(crate) enum $name {}

        impl Operation for $name {
            const ID: &'static str = stringify!($name);
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;
            const STATUS: u16 = $status;
            const SECURITY: Security = Security::AnyOf(&[&[]]);
            $(const CONTENT_TYPE: Option<&'static str> = Some($content_type);)?
            type Success = $success;
            type Failure = ApiError;
        }
    };
}

operation!(Upload "POST" "/pictures/" 204 Empty);
operation!(Enter "POST" "/login/" 204 Empty);
operation!(Import "POST" "/import/" 204 Empty);
operation!(Export "GET" "/pictures/{name}" 200 Binary, "image/png");
operation!(Dump "GET" "/dump/{name}" 200 Binary);

/// Keeps what came last.
#[derive(Clone, Default)]
pub(crate) struct Album {
    pub(crate) pictures: Arc<Mutex<Vec<Option<Picture>>>>,
    pub(crate) logins: Arc<Mutex<Vec<Option<Login>>>>,
    pub(crate) imports: Arc<Mutex<Vec<(String, Bytes)>>>,
}

const DOCUMENT: Document = Document {
    base_path: "/",
    schemes: &[],
    answers: Answers {
        invalid: Invalid::Fields {
            status: 400,
            general: "non_field_errors",
        },
        denied: Denied::Member {
            status: 403,
            member: "detail",
        },
    },
};

impl Album {
    pub(crate) fn router(&self) -> Router<Self> {
        Router::new(self.clone(), &DOCUMENT)
            .route::<Upload>()
            .route::<Enter>()
            .route::<Import>()
            .route::<Export>()
            .route::<Dump>()
            .body_limit(32 * 1024 * 1024)
    }

    pub(crate) fn client(&self) -> Client {
        let builder = Client::builder("http://localhost/").service(self.router());
        builder.build().unwrap()
    }

    pub(crate) fn upload(&self) -> Call<Upload> {
        Call::new(&self.client())
    }

    pub(crate) fn enter(&self) -> Call<Enter> {
        Call::new(&self.client())
    }

    /// The picture of the only upload.
    pub(crate) fn picture(&self) -> Picture {
        let pictures = std::mem::take(&mut *self.pictures.lock().unwrap());
        let [Some(picture)] = pictures.as_slice() else {
            panic!("{pictures:?}")
        };
        picture.clone()
    }

    pub(crate) fn login(&self) -> Option<Login> {
        self.logins.lock().unwrap().pop().expect("no login")
    }
}

impl Authenticate for Album {}

impl Endpoint<Album> for Upload {
    type Form = form::Whole;

    fn call<'a>(
        service: &'a Album,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        // The header stands for a document that says the body is required.
        let optional = input.optional_header::<bool>("x-optional")? == Some(true);
        let picture = if optional {
            input.optional_multipart()
        } else {
            input.multipart().map(Some)
        };
        service.pictures.lock().unwrap().push(picture?);
        Ok(ready(Ok(())))
    }
}

impl Endpoint<Album> for Enter {
    type Form = form::Whole;

    fn call<'a>(
        service: &'a Album,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let optional = input.optional_header::<bool>("x-optional")? == Some(true);
        let login = if optional {
            input.optional_form()
        } else {
            input.form().map(Some)
        };
        service.logins.lock().unwrap().push(login?);
        Ok(ready(Ok(())))
    }
}

impl Endpoint<Album> for Import {
    type Form = form::Whole;

    const TAKES_STREAM: bool = true;

    fn call<'a>(
        service: &'a Album,
        _: &'a Context,
        input: &mut Input,
    ) -> Result<impl Future<Output = Outcome<Self>> + Send + use<'a>, Refused> {
        let body = input.raw_body(&["application/zip", "image/*"])?;
        Ok(async {
            let content_type = body.content_type.clone();
            let bytes = body.collect().await?;
            service.imports.lock().unwrap().push((content_type, bytes));
            Ok(())
        })
    }
}

/// The name as bytes, or what it asks for.
fn named(name: String) -> Result<RawAnswer, Error<ApiError>> {
    match name.as_str() {
        "forbidden" => Err(ApiError::Forbidden("No.".into()))?,
        "webp" => Ok(RawAnswer::from(vec![]).with_media_type("image/webp")),
        "line" => Ok(RawAnswer::from("").with_media_type("image/\nwebp")),
        "parameter" => Ok(RawAnswer::from("").with_media_type("IMAGE/png; q=1")),
        _ => Ok(name.into()),
    }
}

macro_rules! named {
    ($($operation:ident)*) => {$(
        impl Endpoint<Album> for $operation {
            type Form = form::Bytes;

            fn call<'a>(
                _: &'a Album,
                _: &'a Context,
                input: &mut Input,
            ) -> Result<impl Future<Output = Outcome<Self, Self::Form>> + Send + use<'a>, Refused> {
                Ok(ready(named(input.path("name")?)))
            }
        }
    )*};
}

named!(Export Dump);
