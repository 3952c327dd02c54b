# aurora_module(<name> USES <targets…> [PCH <headers…>] [MOC])
#
# A module is one name in three places: include/aurora/<name>/, src/<name>/, tests/<name>/. Sources are found by looking,
# so that a new reader or a new page is a new file and no new line here.
function(aurora_module name)
    cmake_parse_arguments(arg "MOC" "" "USES;PCH" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${name}/*.cpp"
         "${PROJECT_SOURCE_DIR}/src/${name}/*.h" "${PROJECT_SOURCE_DIR}/include/aurora/${name}/*.h")
    if(arg_MOC)
        file(GLOB_RECURSE forms CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/ui/*.ui")
        file(GLOB resources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/resources/*.qrc")
        list(APPEND sources ${forms} ${resources})
    endif()
    set(target aurora_${name})
    if(NOT sources MATCHES "[.]cpp")
        add_library(${target} INTERFACE)
        return()
    endif()
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/include" PRIVATE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${target} PUBLIC ${arg_USES} PRIVATE aurora_options)
    if(arg_PCH)
        target_precompile_headers(${target} PRIVATE ${arg_PCH})
    endif()
    if(arg_MOC)
        set_target_properties(${target} PROPERTIES AUTOMOC ON AUTOUIC ON AUTORCC ON
                                                   AUTOUIC_SEARCH_PATHS "${PROJECT_SOURCE_DIR}/ui")
    endif()
endfunction()

# aurora_test(<module> [USES <targets…>] [QTEST])
#
# tests/<module>/*_test.cpp is one program of GoogleTest cases; with QTEST every file is a program of its own that drives
# the real window offscreen. Tests that need the corpus look for ../shared/corpus beside the project and say "skipped"
# where it is missing.
function(aurora_test name)
    cmake_parse_arguments(arg "QTEST" "" "USES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${name}/*_test.cpp")
    if(NOT sources)
        return()
    endif()
    set(common "")
    if(NOT arg_QTEST)
        add_executable(test_${name} ${sources})
        target_link_libraries(test_${name} PRIVATE aurora_options aurora_test_support ${arg_USES} aurora_test_main
                                                   GTest::gmock GTest::gtest)
        target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
        target_precompile_headers(test_${name} PRIVATE <gtest/gtest.h> ${AURORA_PCH_STD})
        gtest_discover_tests(test_${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
                             PROPERTIES SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]" TIMEOUT 300
                             ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
        return()
    endif()
    foreach(source ${sources})
        cmake_path(GET source STEM stem)
        add_executable(${stem} ${source})
        target_link_libraries(${stem} PRIVATE aurora_options aurora_test_support ${arg_USES} Qt6::Test)
        target_include_directories(${stem} PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/src")
        set_target_properties(${stem} PROPERTIES AUTOMOC ON)
        add_test(NAME ${name}.${stem} COMMAND ${stem})
        set_tests_properties(${name}.${stem} PROPERTIES TIMEOUT 300 ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    endforeach()
endfunction()
