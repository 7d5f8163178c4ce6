//! Lists that come page by page: the items of two pages, through the generated stream.

use client::Call;
use client::runtime::Paged;
use serde::Serialize;
use serde_json::{Value, json};

use crate::call::{Calling, Came};
use crate::compare::given;

/// Makes a call one that reads all items, without knowing its operation.
pub fn pages<O: Paged>(call: Call<O>) -> Calling
where
    O::Item: Serialize,
{
    Box::pin(async move {
        let mut items = call.items();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            match item.map(|item| serde_json::to_value(item)) {
                Ok(Ok(item)) => found.push(item),
                Ok(Err(error)) => return Came::Error(error.to_string()),
                Err(error) => return Came::Error(format!("{error:?}")),
            }
        }
        Came::Success(200, Value::from(found).to_string().into_bytes())
    })
}

/// Two pages made from one: the first says that there is another one.
pub fn two(sample: &Value) -> [Value; 2] {
    let page = |is_last: bool| {
        let mut page = given(sample);
        if let Some(next) = page.pointer_mut("/pagination/next") {
            *next = json!(if is_last { 0 } else { 2 });
        } else {
            page["next"] = if is_last {
                Value::Null
            } else {
                json!("http://localhost/?page=2")
            };
        }
        page
    };
    [page(false), page(true)]
}

/// The items of both.
pub fn items(sample: &Value) -> Value {
    let items = sample["results"].as_array().map_or(&[][..], Vec::as_slice);
    items.iter().chain(items).cloned().collect()
}
