#pragma once

namespace aurora {

/// Makes the rules of the time zones known to the library that uses them. Cheap after the first call.
void prepareTimeZones();

}  // namespace aurora
