//! Samples with one constraint broken.

use std::collections::BTreeSet;

use oasmith::model::{IntegerFormat, Kind, Number, Object, Pick, Rest, Shape, StringFormat, Type, Union};
use serde_json::{Value, json};

use super::{ABSENT, Sampler, Way, scalar, travels};
