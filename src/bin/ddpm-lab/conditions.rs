//! What is asked for, as it is typed: `7`, `hat=yes,glasses=no`, `any`, `all`.

use ddpm_lab::{Error, ErrorCode, Result, data::Attribute, denoiser::Condition};

/// The conditions that a text stands for, one or several to be taken in turn: `any` is nothing asked for, `all` is every
/// combination of values, and a model of a single attribute needs no name before the value.
pub fn parse(text: &str, attributes: &[Attribute]) -> Result<Vec<Condition>> {
    match text {
        "any" => return Ok(vec![Condition::any(attributes.len())]),
        "all" => return Ok(combinations(attributes)),
        _ => {}
    }
    let mut classes = vec![None; attributes.len()];
    for item in text.split(',') {
        let (index, value) = match (item.split_once('='), attributes) {
            (Some((name, value)), _) => (attributes.iter().position(|a| a.name == name.trim()), value),
            (None, [_]) => (Some(0), item),
            (None, _) => (None, item),
        };
        let known = index.and_then(|i| Some((i, attributes[i].values.iter().position(|v| v == value.trim())?)));
        let Some((index, value)) = known else {
            let message = format!("--class {text}: {item:?} is not understood; {}", choices(attributes));
            return Err(Error::new(ErrorCode::InvalidSetting, message));
        };
        classes[index] = Some(value);
    }
    Ok(vec![Condition::Classes(classes)])
}

/// Every combination of values, the last attribute changing fastest.
pub fn combinations(attributes: &[Attribute]) -> Vec<Condition> {
    attributes.iter().fold(vec![Condition::default()], |shorter, attribute| {
        let longer =
            |c: &Condition, v: usize| Condition::Classes(c.classes().iter().copied().chain([Some(v)]).collect());
        shorter.iter().flat_map(|c| (0..attribute.values.len()).map(move |v| longer(c, v))).collect()
    })
}

fn choices(attributes: &[Attribute]) -> String {
    let each: Vec<String> = attributes.iter().map(|a| format!("{}={}", a.name, a.values.join("|"))).collect();
    format!("ask for {}, or for any, or for all", each.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(name: &str, values: &[&str]) -> Attribute {
        Attribute { name: name.into(), values: values.iter().map(|v| (*v).to_owned()).collect() }
    }

    #[test]
    fn values_are_found_by_name_in_any_order_and_the_rest_stays_open() {
        let avatars = [attribute("hat", &["no", "yes"]), attribute("glasses", &["no", "yes"])];
        assert_eq!(parse("glasses=no", &avatars).unwrap(), [Condition::Classes(vec![None, Some(0)])]);
        assert_eq!(parse("glasses=yes, hat=no", &avatars).unwrap(), [Condition::Classes(vec![Some(0), Some(1)])]);
        assert_eq!(parse("any", &avatars).unwrap(), [Condition::any(2)]);
        let all = parse("all", &avatars).unwrap();
        assert_eq!(all.len(), 4);
        assert_eq!(all[1], Condition::Classes(vec![Some(0), Some(1)]));
    }

    #[test]
    fn a_single_attribute_needs_no_name() {
        let digits = [attribute("digit", &["zero", "one"])];
        assert_eq!(parse("one", &digits).unwrap(), parse("digit=one", &digits).unwrap());
    }

    #[test]
    fn what_is_not_understood_is_told_with_the_choices() {
        let avatars = [attribute("hat", &["no", "yes"]), attribute("glasses", &["no", "yes"])];
        for text in ["", "yes", "hat", "hat=maybe", "cap=yes", "hat=yes,,glasses=no"] {
            let message = parse(text, &avatars).unwrap_err().message;
            assert!(message.contains("hat=no|yes,glasses=no|yes"), "{text}: {message}");
        }
    }
}
