//! Lists that come page by page, as one stream of items.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{BoxFuture, Call, Error, Success};
use crate::types::runtime::Operation;

/// An operation that hands out a list page by page.
pub trait Paged: Operation {
    /// The query parameter with the number of the page.
    const PARAMETER: &'static str;

    /// An item of the list.
    type Item: Send + 'static;

    /// Takes a page apart: its items, and which page comes next.
    fn split(page: Success<Self>) -> (Vec<Self::Item>, Next)
    where
        Self: Sized;
}

/// Which page comes next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Next {
    /// The page of this number.
    Page(u64),
    /// The page after this one.
    Following,
    /// None: this was the last page.
    End,
}

impl Next {
    /// Reads the number of the next page; anything that is no number above zero is the end.
    pub fn number(number: impl PageNumber) -> Self {
        match number.page_number() {
            Some(page) if page > 0 => Self::Page(page),
            _ => Self::End,
        }
    }

    /// Reads the address of the next page, which only tells that there is one.
    #[must_use]
    pub fn link(link: Option<&String>) -> Self {
        if link.is_some() {
            Self::Following
        } else {
            Self::End
        }
    }
}

/// A number of a page, however the document types it.
pub trait PageNumber {
    /// The number, `None` if it is negative or has a fraction.
    fn page_number(self) -> Option<u64>;
}

impl PageNumber for i32 {
    fn page_number(self) -> Option<u64> {
        u64::try_from(self).ok()
    }
}

impl PageNumber for i64 {
    fn page_number(self) -> Option<u64> {
        u64::try_from(self).ok()
    }
}

impl PageNumber for u64 {
    fn page_number(self) -> Option<u64> {
        Some(self)
    }
}

impl PageNumber for f64 {
    fn page_number(self) -> Option<u64> {
        // Whole numbers up to 2^53 print without a fraction or an exponent.
        let whole = self.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(&self);
        if whole {
            format!("{self:.0}").parse().ok()
        } else {
            None
        }
    }
}

impl<O: Paged> Call<O> {
    /// All items of the list, page after page, beginning at the page that was asked for. A page is requested when the items before it
    /// have been taken. A server that names the same page or an earlier one as the next has come to the end.
    #[must_use]
    pub fn items(self) -> Items<O> {
        Items {
            call: self,
            page: None,
            coming: None,
            ready: Vec::new().into_iter(),
            ended: false,
        }
    }
}

/// A page on its way.
type Coming<O> = BoxFuture<'static, Result<Success<O>, Error<<O as Operation>::Failure>>>;

/// The items of a list that comes page by page: a [`Stream`], or one at a time with [`Items::next`]. Ends after the first error.
pub struct Items<O: Paged> {
    call: Call<O>,
    /// The page to ask for; `None` for the one that the call asks for by itself.
    page: Option<u64>,
    coming: Option<Coming<O>>,
    ready: vec::IntoIter<O::Item>,
    ended: bool,
}

// Nothing in it is pinned in place: the future is boxed.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Items<O> {
    /// The next item; `None` at the end of the list.
    ///
    /// # Errors
    /// What the call for a page ends with.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Failure>>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn request(&self) -> Coming<O> {
        let call = self.call.clone();
        let call = match self.page {
            Some(page) => call.query_param(O::PARAMETER, &page),
            None => call,
        };
        Box::pin(async move { call.send().await.map(|response| response.body) })
    }

    fn take(&mut self, page: Success<O>) {
        let (items, next) = O::split(page);
        self.ready = items.into_iter();
        // Without a page parameter the first page is number one.
        let asked = || self.call.query_text(O::PARAMETER)?.parse().ok();
        let current = self.page.or_else(asked).unwrap_or(1);
        let following = match next {
            Next::Page(number) => Some(number),
            Next::Following => current.checked_add(1),
            Next::End => None,
        };
        // A server that names a page again would never end.
        self.page = following.filter(|next| *next > current);
        self.ended = self.page.is_none();
    }
}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Failure>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            if self.coming.is_none() {
                self.coming = Some(self.request());
            }
            let Some(coming) = self.coming.as_mut() else {
                continue;
            };
            let page = ready!(coming.as_mut().poll(cx));
            self.coming = None;
            match page {
                Ok(page) => self.take(page),
                Err(error) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &O::ID)
            .field("page", &self.page)
            .finish_non_exhaustive()
    }
}
