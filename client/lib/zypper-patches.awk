# Names of the needed security patches, from `zypper --xmlout list-patches`. With lib/xml.awk.

tag_name() == "update" && attribute("kind") == "patch" && attribute("category") == "security" &&
  attribute("status") == "needed" { print attribute("name") }
