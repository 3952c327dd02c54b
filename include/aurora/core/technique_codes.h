#pragma once

namespace aurora {

/// Whose codes stand in the `technique` column of a recording. The same number means another thing to every cycler:
/// 2 is a hold at constant voltage to EC-Lab and a discharge at constant current to Neware.
enum class TechniqueCodes
{
    Unknown,
    EcLab,   ///< mode bits
    Neware,  ///< step types
    Tomato   ///< codes of tomato's BioLogic techniques
};

}  // namespace aurora
