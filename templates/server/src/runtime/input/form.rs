//! Reading bodies that are forms.

use serde::de::DeserializeOwned;

use super::{Input, Place, REQUIRED};
use crate::runtime::multipart;
use crate::types::runtime::Validate;
use crate::types::runtime::form::{self, Part, urlencoded};

const MULTIPART: &[&str] = &["multipart/form-data"];
const URLENCODED: &[&str] = &["application/x-www-form-urlencoded"];

impl Input {
    /// A body of `multipart/form-data` that must be there, checked against the constraints of its type.
    pub fn multipart<T: DeserializeOwned + Validate>(&mut self) -> Option<T> {
        if self.body.is_empty() {
            return self.refuse_body(REQUIRED);
        }
        self.optional_multipart()
    }

    /// A body of `multipart/form-data` that can be left out, checked against the constraints of its type.
    pub fn optional_multipart<T: DeserializeOwned + Validate>(&mut self) -> Option<T> {
        if !self.accepts_body(MULTIPART) {
            return None;
        }
        let body = self.body.clone();
        match multipart::parts(self.content_type(), &body) {
            Ok(parts) => self.read_form(&parts),
            Err(problem) => self.refuse_body(problem),
        }
    }

    /// A body of `application/x-www-form-urlencoded` that must be there, checked against the constraints of its type.
    pub fn form<T: DeserializeOwned + Validate>(&mut self) -> Option<T> {
        if self.is_without_form() {
            return self.refuse_body(REQUIRED);
        }
        self.optional_form()
    }

    /// A body of `application/x-www-form-urlencoded` that can be left out, checked against the constraints of its type.
    pub fn optional_form<T: DeserializeOwned + Validate>(&mut self) -> Option<T> {
        if self.is_without_form() || !self.has_media_type(URLENCODED) {
            return None;
        }
        let body = self.body.clone();
        self.read_form(&urlencoded::decode(&body))
    }

    /// A form without members is an empty text, which only its media type tells from no body.
    fn is_without_form(&self) -> bool {
        self.body.is_empty() && self.content_type().is_empty()
    }

    fn read_form<T: DeserializeOwned + Validate>(&mut self, parts: &[Part<'_>]) -> Option<T> {
        match form::decode::<T>(parts) {
            Ok(value) => {
                self.check_body(&value);
                Some(value)
            }
            Err(_) => {
                // The quick reading stops at the first fault; slow ones find them all, and what the rest breaks.
                let faults = form::faults::<T>(parts);
                let faults = faults.into_iter().map(|fault| (Place::Body, fault));
                self.violations.extend(faults);
                None
            }
        }
    }
}
