#include <gtest/gtest.h>

#include <clocale>

/// Every suite runs in the user's locale, numbers included: what reads or writes a number must not care.
int main(int argc, char** argv)
{
    std::setlocale(LC_ALL, "");
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
