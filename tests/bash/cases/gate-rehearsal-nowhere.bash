when output_rehearsal test
expect refuses 'the way into "test" is rehearsed nowhere'
