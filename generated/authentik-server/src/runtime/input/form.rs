// @generated from spec/authentik/openapi.yaml by cargo xtask codegen. Do not edit.

//! Reading bodies that are forms.

use serde::de::DeserializeOwned;

use super::{Input, Place, Refused};
use crate::runtime::multipart;
use crate::runtime::multipart_body::MultipartBody;
use crate::types::runtime::form::{self, Encoding, Part, urlencoded};
use crate::types::runtime::media_type::essence;
use crate::types::runtime::{Rule, Validate};

const MULTIPART: &[&str] = &["multipart/form-data"];
const URLENCODED: &[&str] = &["application/x-www-form-urlencoded"];

impl Input {
    /// A body of `multipart/form-data` that must be there, checked against the constraints of its type.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn multipart<T: DeserializeOwned + Validate>(&mut self) -> Result<T, Refused> {
        self.multipart_as(&[])
    }

    /// The same, with members that are written in a way of their own.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn multipart_as<T>(&mut self, encodings: &[(&str, Encoding)]) -> Result<T, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        let body = self.optional_multipart_as(encodings);
        self.require_body(body)
    }

    /// A body of `multipart/form-data` that can be left out, checked against the constraints of its type.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_multipart<T>(&mut self) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        self.optional_multipart_as(&[])
    }

    /// The same, with members that are written in a way of their own.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_multipart_as<T>(
        &mut self,
        encodings: &[(&str, Encoding)],
    ) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        if self.body.is_empty() {
            return Ok(None);
        }
        self.expect_plain(MULTIPART)?;
        let body = self.body.clone();
        match multipart::parts(self.content_type(), &body) {
            Ok(parts) => self.read_form(&parts, encodings).map(Some),
            Err(problem) => self.refuse_body(problem),
        }
    }

    /// A body of `multipart/form-data` that must be there; the handler reads it, and gets the files of the named members as they come.
    ///
    /// # Errors
    /// It is not there or in another media type.
    pub fn multipart_body<T>(
        &mut self,
        files: &'static [&'static str],
        encodings: &[(&'static str, Encoding)],
    ) -> Result<MultipartBody<T>, Refused> {
        let body = self.optional_multipart_body(files, encodings);
        self.require_body(body)
    }

    /// A body of `multipart/form-data` that can be left out, see [`Input::multipart_body`].
    ///
    /// # Errors
    /// It is in another media type.
    pub fn optional_multipart_body<T>(
        &mut self,
        files: &'static [&'static str],
        encodings: &[(&'static str, Encoding)],
    ) -> Result<Option<MultipartBody<T>>, Refused> {
        let Some(body) = self.optional_raw_body(MULTIPART)? else {
            return Ok(None);
        };
        self.expect_plain(MULTIPART)?;
        match MultipartBody::of(body, files, encodings) {
            Ok(body) => Ok(Some(body)),
            Err(problem) => self.refuse_body(problem),
        }
    }

    /// A body of `application/x-www-form-urlencoded` that must be there, checked against the constraints of its type.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn form<T: DeserializeOwned + Validate>(&mut self) -> Result<T, Refused> {
        self.form_as(&[])
    }

    /// The same, with members that are written in a way of their own.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn form_as<T>(&mut self, encodings: &[(&str, Encoding)]) -> Result<T, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        let body = self.optional_form_as(encodings);
        self.require_body(body)
    }

    /// A body of `application/x-www-form-urlencoded` that can be left out, checked against the constraints of its type.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_form<T: DeserializeOwned + Validate>(&mut self) -> Result<Option<T>, Refused> {
        self.optional_form_as(&[])
    }

    /// The same, with members that are written in a way of their own.
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_form_as<T>(
        &mut self,
        encodings: &[(&str, Encoding)],
    ) -> Result<Option<T>, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        // A form without members is an empty text, which only its media type tells from no body.
        if self.body.is_empty() && self.content_type().is_empty() {
            return Ok(None);
        }
        self.expect_plain(URLENCODED)?;
        let body = self.body.clone();
        self.read_form(&urlencoded::decode(&body), encodings)
            .map(Some)
    }

    /// A body in one of the media types that must be there: `multipart/form-data` and `application/x-www-form-urlencoded` hold the
    /// members of the value that the others have as JSON.
    ///
    /// # Errors
    /// It is not there or wrong.
    pub fn body_or_form<T: DeserializeOwned + Validate>(
        &mut self,
        media_types: &'static [&'static str],
        rule: &Rule<'_>,
    ) -> Result<T, Refused> {
        let body = self.optional_body_or_form(media_types, rule);
        self.require_body(body)
    }

    /// A body in one of the media types that can be left out, see [`Input::body_or_form`].
    ///
    /// # Errors
    /// It is wrong.
    pub fn optional_body_or_form<T: DeserializeOwned + Validate>(
        &mut self,
        media_types: &'static [&'static str],
        rule: &Rule<'_>,
    ) -> Result<Option<T>, Refused> {
        let sent = essence(self.content_type());
        let is_one_of = |form: &[&str]| {
            let mut listed = media_types.iter().map(|listed| essence(listed));
            form.iter().any(|form| sent.eq_ignore_ascii_case(form))
                && listed.any(|listed| listed.eq_ignore_ascii_case(sent))
        };
        if is_one_of(MULTIPART) {
            self.optional_multipart()
        } else if is_one_of(URLENCODED) {
            self.optional_form()
        } else {
            self.optional_checked_body(media_types, rule)
        }
    }

    fn read_form<T>(
        &mut self,
        parts: &[Part<'_>],
        encodings: &[(&str, Encoding)],
    ) -> Result<T, Refused>
    where
        T: DeserializeOwned + Validate,
    {
        match form::decode::<T>(parts, encodings) {
            Ok(value) => self.valid_body(value, &Rule::new()),
            Err(_) => {
                // The quick reading stops at the first fault; slow ones find them all, and what the rest breaks.
                let faults = form::faults::<T>(parts, encodings);
                let faults = faults.into_iter().map(|fault| (Place::Body, fault));
                self.violations.extend(faults);
                Err(Refused)
            }
        }
    }
}
